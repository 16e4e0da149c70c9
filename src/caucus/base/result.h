// Result<T>: did the world let us do it, and if not, why not?
//
// For what can go wrong outside the program: files, the network, the disk, text somebody wrote.
// A Result holds either a T or an Error with a kind (for the program) and a message (for the
// person: one sentence that names the thing concerned and, where there is one, the remedy).
// Not for a "no" of the domain, which is an ordinary value, and not for our own mistakes, which
// are assertions (assert.h).
//
// Only names that std::expected (C++23) also has are offered, so that the day the compilers allow
// it this file becomes an alias. One difference, in our favour: looking at the value of a failed
// Result, or at the error of a successful one, throws BrokenInvariant instead of being undefined.
//
//     Result<Date> date = Date::parse(text);
//     if (!date) return fail(date.error());
//     use(*date);
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tl/expected.hpp>

#include "caucus/base/assert.h"

namespace caucus {

// What sort of thing went wrong; decides the exit code and whether trying again makes sense.
enum class ErrorKind {
  not_found,       // there is nothing at that path or address
  is_a_directory,  // a file was wanted and a directory is there
  unreadable,      // it is there and may not or cannot be read
  unwritable,      // it may not or cannot be written, or the disk is full
  too_large,       // over a stated limit; the message names the limit
  malformed,       // the text or bytes are not in the form asked for
  unsupported,     // well formed, but a version or feature this program does not know
  corrupt,         // a checksum, signature or chain of hashes does not hold
  conflict,        // somebody else changed or holds the same thing
  unreachable,     // the other end does not answer
  cancelled,       // the caller asked us to stop
};

// The token of a kind, e.g. "not_found": the same in JSON, in scripts and in the documentation.
std::string_view to_string(ErrorKind kind);

// What went wrong. Compared by kind in programs; the message is for people and may change.
struct Error {
  ErrorKind kind;
  std::string message;  // a sentence for a person, without a full stop at its end

  friend bool operator==(const Error&, const Error&) = default;
};

// The error on its way into a Result of any type.
using Unexpected = tl::unexpected<Error>;

// `return fail(ErrorKind::not_found, "...");` or, handing an error on, `return fail(r.error());`.
inline Unexpected fail(ErrorKind kind, std::string message) {
  return Unexpected(Error{kind, std::move(message)});
}
inline Unexpected fail(Error error) {
  return Unexpected(std::move(error));
}

template <class T>
class Result;

// Whether a type is a Result, so that one is not taken for the value of another.
template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<Result<T>> = true;

// A T or an Error. Not looking at it at all is a compiler warning, which is an error here.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = Error;

  // From a value. A Result or an Error never turns into a value by way of a conversion.
  template <class U = T>
  requires(std::is_convertible_v<U&&, T> && !is_result<std::remove_cvref_t<U>> &&
           !std::is_same_v<std::remove_cvref_t<U>, Unexpected>) Result(U&& value)
      : outcome_(tl::in_place, std::forward<U>(value)) {}
  // From fail(...).
  Result(Unexpected error) : outcome_(std::move(error)) {}

  // Whether there is a value; the same as `if (result)`.
  [[nodiscard]] bool has_value() const noexcept { return outcome_.has_value(); }
  explicit operator bool() const noexcept { return outcome_.has_value(); }

  // The value; BrokenInvariant, quoting the error, when there is none.
  T& value() & { return need_value(), *outcome_; }
  const T& value() const& { return need_value(), *outcome_; }
  T&& value() && { return need_value(), *std::move(outcome_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // The value, or otherwise converted to T. Only where the reason for failing truly does not
  // matter.
  template <class U>
  T value_or(U&& otherwise) const& {
    return has_value() ? *outcome_ : static_cast<T>(std::forward<U>(otherwise));
  }
  template <class U>
  T value_or(U&& otherwise) && {
    return has_value() ? *std::move(outcome_) : static_cast<T>(std::forward<U>(otherwise));
  }

  // The error; BrokenInvariant when there is a value.
  const Error& error() const& {
    CAUCUS_ASSERT(!has_value(), "a Result that succeeded has no error to look at");
    return outcome_.error();
  }

  // next(value), itself returning a Result, or this error handed on.
  template <class F>
  auto and_then(F&& next) && -> std::invoke_result_t<F, T&&> {
    if (!has_value()) return Unexpected(outcome_.error());
    return std::forward<F>(next)(*std::move(outcome_));
  }

  // change(value) in a Result, or this error handed on.
  template <class F>
  auto transform(F&& change) && -> Result<std::invoke_result_t<F, T&&>> {
    if (!has_value()) return Unexpected(outcome_.error());
    return std::forward<F>(change)(*std::move(outcome_));
  }

  // The same value, or change(error): for adding what was being attempted to a message.
  template <class F>
  Result transform_error(F&& change) && {
    if (has_value()) return std::move(*this);
    return Unexpected(std::forward<F>(change)(outcome_.error()));
  }

 private:
  void need_value() const {
    if (!has_value()) [[unlikely]]
      broken_invariant(outcome_.error().message, "a Result that failed has no value",
                       SourcePlace{__FILE__, __LINE__});
  }

  tl::expected<T, Error> outcome_;
};

// Done, or the reason why not. `return {};` says done.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  using error_type = Error;

  Result() = default;
  Result(Unexpected error) : outcome_(std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return outcome_.has_value(); }
  explicit operator bool() const noexcept { return outcome_.has_value(); }
  const Error& error() const& {
    CAUCUS_ASSERT(!has_value(), "a Result that succeeded has no error to look at");
    return outcome_.error();
  }

  template <class F>
  Result transform_error(F&& change) && {
    if (has_value()) return {};
    return Unexpected(std::forward<F>(change)(outcome_.error()));
  }

 private:
  tl::expected<void, Error> outcome_;
};

}  // namespace caucus
