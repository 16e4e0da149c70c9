// Checkpoint: the size and root of a log at some moment, signed, in four lines that a person can
// read over the telephone.
//
// The form is the C2SP tlog-checkpoint, a signed note: origin, size, root in base64, an empty line,
// and a line per signature. Checkpoints of confidences carry a MAC of the channel's key in place of
// a signature (signature type 255 of the note format), so that they prove nothing to outsiders.
//
// Errors: malformed. Complexity: constant. Source: c2sp.org/signed-note, c2sp.org/tlog-checkpoint.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/result.h"
#include "caucus/record/cipher.h"
#include "caucus/record/entry.h"

namespace caucus::record {

struct Checkpoint {
  LogId log;
  std::uint64_t size = 0;
  Digest root{};

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// The three lines that are signed.
std::string checkpoint_text(const Checkpoint& checkpoint);
// The whole note with one signature, or one MAC.
std::string signed_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
std::string authenticated_checkpoint(const Checkpoint& checkpoint, const Key& confidence_key);

// A note as received. Signatures of unknown kinds or people are kept and mean nothing.
struct CheckpointNote {
  struct Signature {
    std::string name;
    std::string bytes;  // 4 bytes that hint at the key, then the signature
  };
  Checkpoint checkpoint;
  std::vector<Signature> signatures;
};
// Reads what checkpoint_text and the note format write, and no other form of it.
Result<CheckpointNote> read_checkpoint(std::string_view note);
// Whether this key signed it, or this channel key authenticated it.
bool signed_by(const CheckpointNote& note, const Digest& public_key);
bool authenticated_by(const CheckpointNote& note, const Key& confidence_key);
// Without the channel's key: whether a signature has the name, hint and size that belong to it.
bool is_as_in_confidence(const CheckpointNote& note);

// Standard base64 with padding; back only from exactly that form.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace caucus::record
