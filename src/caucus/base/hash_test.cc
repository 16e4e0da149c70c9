#include "caucus/base/hash.h"

#include <string>

#include <doctest/doctest.h>
#include <sodium/crypto_hash_sha256.h>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

TEST_CASE("the vectors of FIPS 180") {
  CHECK(to_hex(sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(to_hex(sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("the pieces may be cut anywhere") {
  const std::string text(200, 'x');
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Sha256 hash;
    hash.update(std::string_view(text).substr(0, cut)).update("");
    hash.update(std::as_bytes(std::span(text).subspan(cut)));
    CHECK(hash.finish() == sha256(text));
  }
  CHECK(sha256("ab") != sha256("ba"));
}

TEST_CASE("every length and every cut gives what libsodium gives") {
  std::string text;
  for (int i = 0; i < 400; ++i)
    text += static_cast<char>(i * 37 + i / 7);
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    Digest expected;
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(expected.data()),
                       reinterpret_cast<const unsigned char*>(text.data()), size);
    const std::string_view part = std::string_view(text).substr(0, size);
    CHECK(sha256(part) == expected);
    Sha256 in_pieces;
    for (std::size_t at = 0, step = 1; at < size; at += step, step = step * 5 % 131)
      in_pieces.update(part.substr(at, step));
    CHECK(in_pieces.finish() == expected);
  }
}

TEST_CASE("a copy goes on from the same place") {
  Sha256 first;
  first.update("ab");
  Sha256 second = first;
  CHECK(first.update("c").finish() == sha256("abc"));
  CHECK(second.update("d").finish() == sha256("abd"));
}

TEST_CASE("finishing ends it") {
  Sha256 hash;
  (void)hash.finish();
  CHECK_THROWS_AS(hash.update("a"), BrokenInvariant);
  CHECK_THROWS_AS((void)hash.finish(), BrokenInvariant);
}

TEST_CASE("hexadecimal there and back") {
  const Digest digest = sha256("abc");
  CHECK(digest_from_hex(to_hex(digest)) == digest);
  CHECK_FALSE(digest_from_hex(""));
  CHECK_FALSE(digest_from_hex(to_hex(digest) + "0"));
  CHECK_FALSE(digest_from_hex(std::string(64, 'G')));
  CHECK_FALSE(digest_from_hex(std::string(64, 'A')));
  CHECK(digest_from_hex(std::string(64, 'a')));
}

}  // namespace
}  // namespace caucus
