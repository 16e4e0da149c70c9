// The blocks of SHA-256, with the processor's own instructions where it has them.
//
// Fingerprints are half of what appending to a record costs, and most processors since 2019 compute
// them five times as fast as code for all processors. This is that one step, from a state and whole
// blocks to the next state; hash.h does the rest and asks libsodium where there is nothing to win.
//
// Errors: none. Complexity: linear in the blocks. Source: FIPS 180-4, section 6.2.2; Gulley and
// others, "Intel SHA Extensions", 2013.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace caucus {

// Whether this processor has the instructions.
bool has_sha_instructions();

// Takes `count` blocks of 64 bytes into the state. Only where has_sha_instructions() says yes.
void take_sha_blocks(std::array<std::uint32_t, 8>& state, const unsigned char* bytes,
                     std::size_t count);

}  // namespace caucus
