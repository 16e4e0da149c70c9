// Published vectors: RFC 8032, RFC 8439, RFC 5869; and what is ours.

#include "caucus/record/cipher.h"

#include <doctest/doctest.h>

#include "caucus/record/bytes.h"

namespace caucus::record {
namespace {

std::string hex(std::string_view digits) {
  const std::optional<std::string> bytes = bytes_from_hex(digits);
  REQUIRE(bytes.has_value());
  return *bytes;
}

TEST_CASE("Ed25519 gives the keys and signatures of RFC 8032, section 7.1") {
  struct Vector {
    std::string_view seed, key, message, signature;
  };
  const Vector vectors[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
       "f9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
       "f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
       "4dc6594a7c15e9716ed28dc027beceea1ec40a"}};
  for (const Vector& vector : vectors) {
    const std::string seed = hex(vector.seed), message = hex(vector.message);
    const SigningKey key{as_bytes(seed)};
    CHECK(to_hex(key.public_key()) == vector.key);
    const std::string signature = key.sign(message);
    CHECK(to_hex(as_bytes(signature)) == vector.signature);
    CHECK(signed_by(key.public_key(), message, signature));
    CHECK_FALSE(signed_by(key.public_key(), message + "x", signature));
    CHECK(key.seed().size() == 32);
  }
}

TEST_CASE("ChaCha20-Poly1305 gives the text and tag of RFC 8439, section 2.8.2") {
  const std::string key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  const std::string nonce = hex("070000004041424344454647"), aad = hex("50515253c0c1c2c3c4c5c6c7");
  const std::string text =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      "sunscreen would be it.";
  const std::string sealed = seal(as_bytes(key), nonce, aad, text);
  CHECK(to_hex(as_bytes(std::string_view(sealed).substr(0, 32))) ==
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6");
  CHECK(to_hex(as_bytes(std::string_view(sealed).substr(text.size()))) ==
        "1ae10b594f09e26a7e902ecbd0600691");
  CHECK(unseal(as_bytes(key), nonce, aad, sealed) == text);
  CHECK_FALSE(unseal(as_bytes(key), nonce, aad + "x", sealed).has_value());
  CHECK_FALSE(unseal(as_bytes(key), nonce, aad, sealed.substr(1)).has_value());
}

TEST_CASE("HKDF-SHA-256 gives the keys of RFC 5869, appendix A") {
  struct Vector {
    std::string input, salt, info;
    std::string_view output;
  };
  std::string input2, salt2, info2;
  for (int i = 0; i < 80; ++i) {
    input2 += static_cast<char>(i);
    salt2 += static_cast<char>(0x60 + i);
    info2 += static_cast<char>(0xb0 + i);
  }
  const Vector vectors[] = {
      {std::string(22, '\x0b'), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"),
       "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
      {input2, salt2, info2,
       "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e"
       "590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
      {std::string(22, '\x0b'), "", "",
       "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"}};
  for (const Vector& vector : vectors) {
    std::string out(vector.output.size() / 2, '\0');
    hkdf_sha256(as_bytes(vector.input), vector.salt, vector.info,
                std::as_writable_bytes(std::span(out.data(), out.size())));
    CHECK(to_hex(as_bytes(out)) == vector.output);
  }
}

TEST_CASE("a letter opens with its secret only, and a wrapped key with its own") {
  const std::string secret(32, 's'), other(32, 't'), nonce(24, 'n');
  const std::string letter = close_letter(letter_key(as_bytes(secret)), "the keys");
  CHECK(open_letter(as_bytes(secret), letter) == "the keys");
  CHECK_FALSE(open_letter(as_bytes(other), letter).has_value());
  CHECK_FALSE(open_letter(as_bytes(secret), letter.substr(0, 20)).has_value());
  const std::string wrapped = wrap(as_bytes(secret), nonce, "here", "a key");
  CHECK(unwrap(as_bytes(secret), nonce, "here", wrapped) == "a key");
  CHECK_FALSE(unwrap(as_bytes(secret), nonce, "there", wrapped).has_value());
  CHECK_FALSE(unwrap(as_bytes(other), nonce, "here", wrapped).has_value());
}

TEST_CASE("padding adds at most an eighth and leaves few lengths") {
  std::size_t lengths = 0, last = 0;
  for (std::size_t size = 1; size < 100'000; ++size) {
    const std::size_t padded = padded_size(size);
    REQUIRE(padded >= size);
    REQUIRE(padded >= last);
    REQUIRE(padded <= size + size / 8 + 1);
    REQUIRE(padded_size(padded) == padded);
    lengths += padded != last ? 1 : 0;
    last = padded;
  }
  CHECK(lengths < 250);
}

}  // namespace
}  // namespace caucus::record
