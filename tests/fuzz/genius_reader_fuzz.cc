// Any bytes as the XML files of a GENIUS scenario: never a crash, a hang or an exception.
#include <cstddef>
#include <cstdint>

#include "caucus/scenario/bytes_for_tests.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  caucus::read_and_use(bytes, ".xml", {});
  caucus::read_and_use(bytes, ".xml", {caucus::ScenarioFamily::negmas, true});
  return 0;
}
