// Any bytes as the YAML files of a NegMAS scenario: never a crash, a hang or an exception.
#include <cstddef>
#include <cstdint>

#include "caucus/scenario/bytes_for_tests.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  caucus::read_and_use({reinterpret_cast<const char*>(data), size}, ".yml", {});
  return 0;
}
