// A vector whose first element begins a line of the cache, so that sixteen numbers of 32 bits that
// stand together are read from one line and not from two. Kernels that compare sixteen at a time
// read most of what they read that way.
//
// Memory: what a vector takes, and at most one line more.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace caucus {

// Gives out memory by whole lines. All of them are alike, so vectors move and swap as with the
// standard one.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t line{64};

  LineAllocator() = default;
  template <class Other>
  LineAllocator(const LineAllocator<Other>&) {}

  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), line));
  }
  void deallocate(T* numbers, std::size_t) { ::operator delete(numbers, line); }

  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

// Of plain numbers; the vector's copies are aligned too.
template <class T>
using AlignedVector = std::vector<T, LineAllocator<T>>;

}  // namespace caucus
