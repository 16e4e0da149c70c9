#include "caucus/base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "caucus/base/descriptor.h"
#include "caucus/base/text.h"

namespace caucus {

namespace {

// A file that goes away again unless it is kept.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  void keep() { path_.clear(); }

 private:
  std::string path_;
};

int open_file(const std::string& path, int flags, mode_t mode = 0) {
  int number;
  do {
    number = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (number < 0 && errno == EINTR);
  return number;
}

std::string system_message(int error) {
  return std::generic_category().message(error);
}

// "4 MiB", or in bytes where that is not exact.
std::string size_in_words(std::size_t bytes) {
  constexpr std::size_t mebibyte = std::size_t{1} << 20;
  if (bytes >= mebibyte && bytes % mebibyte == 0) return std::to_string(bytes / mebibyte) + " MiB";
  if (bytes >= 1024 && bytes % 1024 == 0) return std::to_string(bytes / 1024) + " KiB";
  return counted(bytes, "byte");
}

Unexpected cannot_read(const std::string& path, int error) {
  const std::string start = "cannot read " + shown(path) + ": ";
  switch (error) {
    case ENOENT:
      return fail(ErrorKind::not_found, start + "there is no such file");
    case ENOTDIR:
      return fail(ErrorKind::not_found, start + "a part of the path is a file, not a directory");
    case EISDIR:
      return fail(ErrorKind::is_a_directory, start + "it is a directory, not a file");
    case EACCES:
      return fail(ErrorKind::unreadable, start + "you do not have permission to read it");
    default:
      return fail(ErrorKind::unreadable, start + system_message(error));
  }
}

Unexpected cannot_write(const std::string& path, int error) {
  const std::string start = "cannot write " + shown(path) + ": ";
  switch (error) {
    case ENOENT:
      return fail(ErrorKind::not_found, start + "there is no such directory; create it first");
    case ENOTDIR:
      return fail(ErrorKind::not_found, start + "a part of the path is a file, not a directory");
    case EISDIR:
      return fail(ErrorKind::is_a_directory, start + "it is a directory; name a file inside it");
    case ENOSPC:
    case EDQUOT:
      return fail(ErrorKind::unwritable, start + "the disk is full; free some space and try again");
    case EFBIG:
      return fail(ErrorKind::unwritable,
                  start +
                      "it would be larger than the system allows; raise the limit or write "
                      "it elsewhere");
    case EROFS:
      return fail(ErrorKind::unwritable, start + "the disk can only be read; write it elsewhere");
    case EACCES:
    case EPERM:
      return fail(ErrorKind::unwritable,
                  start +
                      "you do not have permission; write it elsewhere or change the "
                      "permissions of the directory");
    case ENAMETOOLONG:
      return fail(ErrorKind::unwritable, start + "the name is too long; choose a shorter one");
    default:
      return fail(ErrorKind::unwritable, start + system_message(error));
  }
}

// Waits until the disk has it. Pipes and some file systems have nothing to wait for and say so.
int reach_disk(int descriptor) {
  while (::fsync(descriptor) != 0) {
    if (errno == EINTR) continue;
    return errno == EINVAL || errno == ENOTSUP ? 0 : errno;
  }
  return 0;
}

// The path without symbolic links where the file exists, so that a link stays a link.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : path;
}

std::string directory_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Result<void> write_directly(const std::string& path, std::string_view bytes) {
  Descriptor file(open_file(path, O_WRONLY | O_NOCTTY));
  if (!file.is_open()) return cannot_write(path, errno);
  if (const int error = write_all(file.number(), bytes)) return cannot_write(path, error);
  if (const int error = file.close()) return cannot_write(path, error);
  return {};
}

struct OpenTemporary {
  int descriptor;
  std::string path;
};

// A new file in the directory that nobody else has; nothing, with errno set, when there cannot be
// one.
std::optional<OpenTemporary> create_temporary(const std::string& directory, mode_t mode) {
  const std::string start = directory + "/.caucus-" + std::to_string(::getpid()) + "-";
  // Other threads, and files left over from a power cut, may hold some of the names.
  for (int attempt = 0; attempt < 1000; ++attempt) {
    std::string path = start + std::to_string(attempt) + ".tmp";
    const int number = open_file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (number >= 0) return OpenTemporary{number, std::move(path)};
    if (errno != EEXIST) return std::nullopt;
  }
  return std::nullopt;
}

// Everything up to and including the rename; 0 or the system's error number.
int replace(const std::string& target, std::string_view bytes, const struct stat* existing) {
  const mode_t mode = existing != nullptr ? existing->st_mode & 07777 : 0666;
  const auto created = create_temporary(directory_of(target), mode);
  if (!created) return errno;
  Descriptor file(created->descriptor);
  TemporaryFile temporary(created->path);
  if (existing != nullptr) {
    // As far as we may: a file that belongs to somebody else becomes ours with narrower
    // permissions.
    const bool owned = ::fchown(file.number(), existing->st_uid, existing->st_gid) == 0;
    if (owned && ::fchmod(file.number(), mode) != 0 && errno != EPERM) return errno;
  }
  if (const int error = write_all(file.number(), bytes)) return error;
  if (const int error = reach_disk(file.number())) return error;
  if (const int error = file.close()) return error;
  if (::rename(temporary.path().c_str(), target.c_str()) != 0) return errno;
  temporary.keep();
  return 0;
}

}  // namespace

Result<std::string> read_descriptor(int descriptor, std::size_t bytes_max,
                                    const std::string& name) {
  std::string bytes;
  std::string piece(65'536, '\0');
  for (;;) {
    // One byte past the limit is asked for, which is how a file at the limit differs from one over.
    const std::size_t left = bytes_max - bytes.size();
    const std::size_t wanted = left < piece.size() ? left + 1 : piece.size();
    const ssize_t got = ::read(descriptor, piece.data(), wanted);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(name, errno);
    if (got == 0) return bytes;
    if (static_cast<std::size_t>(got) > left)
      return fail(ErrorKind::too_large, "cannot read " + shown(name) + ": it is larger than " +
                                            size_in_words(bytes_max) + ", the limit");
    bytes.append(piece, 0, static_cast<std::size_t>(got));
  }
}

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  const Descriptor file(open_file(path, O_RDONLY | O_NOCTTY));
  if (!file.is_open()) return cannot_read(path, errno);
  return read_descriptor(file.number(), bytes_max, path);
}

Result<void> write_file_atomically(const std::string& path, std::string_view bytes) {
  if (path.empty())
    return fail(ErrorKind::not_found, "cannot write: the name of the file is empty");
  struct stat existing {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (!exists && errno != ENOENT) return cannot_write(path, errno);
  if (exists && S_ISDIR(existing.st_mode)) return cannot_write(path, EISDIR);
  if (!exists && path.ends_with('/')) return cannot_write(path, ENOENT);
  if (exists && !S_ISREG(existing.st_mode)) return write_directly(path, bytes);

  const std::string target = resolved(path);
  if (const int error = replace(target, bytes, exists ? &existing : nullptr))
    return cannot_write(path, error);

  // The new name, too, must reach the disk. The content is complete either way.
  const Descriptor directory(open_file(directory_of(target), O_RDONLY | O_DIRECTORY));
  if (!directory.is_open()) return {};  // may be written but not listed: nothing left to wait for
  if (const int error = reach_disk(directory.number())) return cannot_write(path, error);
  return {};
}

}  // namespace caucus
