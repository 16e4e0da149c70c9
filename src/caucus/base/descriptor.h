// Descriptor: an open file of the operating system, for the few places that must write and sync
// themselves. Everybody else reads and writes whole files (file.h).
//
// Errors: none thrown; the system's error numbers are handed on. Complexity: that of the system.
#pragma once

#include <cerrno>
#include <string_view>
#include <utility>

#include <unistd.h>

namespace caucus {

// An open file, closed when we are done with it, whichever way that happens.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  // Some file systems report a full disk only now. 0 or the system's error number.
  int close() { return ::close(std::exchange(number_, -1)) == 0 ? 0 : errno; }

 private:
  int number_;
};

// All of the bytes, however many calls it takes. 0 or the system's error number.
int write_all(int descriptor, std::string_view bytes);

}  // namespace caucus
