#include "caucus/record/tree.h"

#include <doctest/doctest.h>

#include "caucus/record/bytes.h"

namespace caucus::record {
namespace {

std::vector<Digest> leaves_of(std::size_t count) {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < count; ++i)
    leaves.push_back(leaf_hash("entry " + std::to_string(i)));
  return leaves;
}

TEST_CASE("roots are those of the reference trees of certificate transparency (RFC 6962)") {
  const std::string_view inputs[] = {"",
                                     "00",
                                     "10",
                                     "2021",
                                     "3031",
                                     "40414243",
                                     "5051525354555657",
                                     "606162636465666768696a6b6c6d6e6f"};
  const std::string_view roots[] = {
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  GrowingTree tree;
  CHECK(to_hex(tree.root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < 8; ++i) {
    tree.append(leaf_hash(*bytes_from_hex(inputs[i])));
    CHECK(to_hex(tree.root()) == roots[i]);
    CHECK(tree.size() == i + 1);
  }
}

TEST_CASE("every entry of every tree up to 40 has a proof, and no other claim holds") {
  for (std::size_t size = 1; size <= 40; ++size) {
    const std::vector<Digest> leaves = leaves_of(size);
    const Digest root = root_of(leaves);
    for (std::size_t index = 0; index < size; ++index) {
      std::vector<Digest> proof = inclusion_proof(leaves, index);
      REQUIRE(included({leaves[index], index, size, root}, proof));
      REQUIRE_FALSE(included({leaves[index], index + 1, size, root}, proof));
      REQUIRE_FALSE(included({leaf_hash("other"), index, size, root}, proof));
      proof.push_back(root);
      REQUIRE_FALSE(included({leaves[index], index, size, root}, proof));
    }
  }
}

TEST_CASE("every tree up to 40 continues each smaller one, and no other claim holds") {
  for (std::size_t size = 1; size <= 40; ++size) {
    const std::vector<Digest> leaves = leaves_of(size);
    const Digest root = root_of(leaves);
    for (std::size_t earlier = 1; earlier <= size; ++earlier) {
      const Digest then = root_of(std::span(leaves).first(earlier));
      std::vector<Digest> proof = consistency_proof(leaves, earlier);
      REQUIRE(continues({earlier, then, size, root}, proof));
      REQUIRE_FALSE(continues({earlier, leaf_hash("other"), size, root}, proof));
      REQUIRE_FALSE(continues({earlier, then, size, leaf_hash("other")}, proof));
      REQUIRE_FALSE(continues({size + 1, then, size, root}, proof));
      proof.push_back(root);
      REQUIRE_FALSE(continues({earlier, then, size, root}, proof));
    }
    CHECK(continues({0, sha256(""), size, root}, {}));
    CHECK_FALSE(continues({0, root, size, root}, {}));
  }
}

}  // namespace
}  // namespace caucus::record
