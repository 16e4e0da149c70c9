#include "caucus/cli/passphrase.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr std::size_t passphrase_bytes_max = 4096;
constexpr std::ptrdiff_t passphrase_letters_min = 8;

// One line, without its end. The bytes pass through memory that is locked and wiped, and nowhere
// else; reading one at a time leaves what follows the line for whoever reads next.
Result<Secret> line_from(int descriptor) {
  Secret buffer(passphrase_bytes_max);
  std::size_t size = 0;
  while (true) {
    std::byte byte{};
    const ssize_t got = ::read(descriptor, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorKind::unreadable, "the passphrase cannot be read");
    if (got == 0 || byte == std::byte{'\n'}) break;
    if (size == passphrase_bytes_max)
      return fail(ErrorKind::too_large, "a passphrase has at most 4096 bytes");
    buffer.bytes()[size++] = byte;
  }
  if (size != 0 && buffer.bytes()[size - 1] == std::byte{'\r'}) --size;
  return Secret(buffer.text().substr(0, size));
}

// The terminal with its echo off, for as long as it lives.
class QuietTerminal {
 public:
  QuietTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    is_quiet_ = ::tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (is_quiet_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  [[nodiscard]] Result<Secret> ask(const std::string& prompt) const {
    if (!is_quiet_)
      return fail(ErrorKind::unreadable,
                  "there is no terminal to ask for the passphrase on; give it as a line of "
                  "standard input, with --passphrase-stdin");
    say(prompt);
    Result<Secret> line = line_from(descriptor_);
    say("\n");
    return line;
  }

 private:
  void say(std::string_view text) const {
    // Nothing depends on the prompt being seen.
    [[maybe_unused]] const ssize_t written = ::write(descriptor_, text.data(), text.size());
  }

  int descriptor_;
  termios before_ = {};
  bool is_quiet_ = false;
};

}  // namespace

const OptionSpec passphrase_option{
    "--passphrase-stdin", "",
    "read the passphrase from a line of standard input, not the terminal"};
const OptionSpec member_option{"--member", "NAME",
                               "whose passphrase it is (default: whoever's it is)"};

std::vector<OptionSpec> access_options(std::vector<OptionSpec> own) {
  own.push_back(passphrase_option);
  own.push_back(member_option);
  own.push_back({"--take-over", "",
                 "open a vault that a program on another machine left open, and that is gone"});
  return own;
}

std::vector<OptionSpec> vault_options(std::vector<OptionSpec> own) {
  own = access_options(std::move(own));
  own.push_back(json_option);
  own.push_back(output_option);
  return own;
}

const OptionSpec kdf_option{
    "--kdf-memory", "SIZE",
    "memory that one guess of a new passphrase takes: 8MiB to 4096MiB (default 256MiB)"};

// `8MiB` .. `4GiB`: memory that one guess of the passphrase shall take.
std::optional<record::KdfCost> kdf_of(const Arguments& arguments, const Console& console) {
  record::KdfCost cost;
  const auto text = arguments.value("--kdf-memory");
  if (!text) return cost;
  std::uint32_t mebibytes = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), mebibytes);
  if (error == std::errc() && std::string_view(end) == "MiB" && mebibytes >= 8 &&
      mebibytes <= 4096) {
    cost.memory_kib = mebibytes * 1024;
    return cost;
  }
  console.note("caucus: `--kdf-memory` is 8MiB to 4096MiB, not " + in_quotes(*text));
  return std::nullopt;
}

Result<Secret> Passphrases::ask(const std::string& prompt) const {
  keep_secrets_from_dumps();
  Result<Secret> given = from_stdin_ ? line_from(STDIN_FILENO) : QuietTerminal().ask(prompt);
  if (given && given->empty()) return fail(ErrorKind::unreadable, "the passphrase is empty");
  return given;
}

Result<Secret> Passphrases::ask_new(const std::string& prompt) const {
  Result<Secret> first = ask(prompt);
  if (!first) return first;
  const std::string_view text = first->text();
  const auto letters = std::count_if(text.begin(), text.end(), [](char each) {
    return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U;  // of UTF-8, the first byte
  });
  if (letters < passphrase_letters_min)
    return fail(ErrorKind::unreadable,
                "a new passphrase has 8 characters or more: whoever gets hold of the folder can "
                "try out shorter ones; four or five words are easy to keep in mind");
  if (from_stdin_) return first;
  const Result<Secret> again = ask("The same again: ");
  if (!again) return fail(again.error());
  if (first->text() != again->text())
    return fail(ErrorKind::unreadable, "the two are not the same; nothing was done");
  return first;
}

Exit vault_failed(const Console& console, const Error& error) {
  const Exit code = console.failed(error);
  if (error.kind == ErrorKind::corrupt)
    console.note(
        "caucus: `caucus record verify CASE` says what is damaged; `caucus record restore CASE "
        "BACKUP` puts a backup in the place of the vault");
  if (error.kind == ErrorKind::conflict && error.message.starts_with("the vault is open already"))
    console.note(
        "caucus: record and ask in that program (an open desk does all that these verbs do), or "
        "end it first; if that was on another machine and is gone, add --take-over");
  return code;
}

Result<VaultAccess> access_of(const Arguments& arguments, const std::string& folder) {
  VaultAccess access;
  access.member = arguments.value("--member").value_or("");
  access.take_over = arguments.has("--take-over");
  Result<Secret> passphrase = Passphrases(arguments).ask("Passphrase of " + shown(folder) + ": ");
  if (!passphrase) return fail(passphrase.error());
  access.passphrase = *std::move(passphrase);
  return access;
}

}  // namespace caucus
