#include "caucus/record/world.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium/core.h>
#include <sodium/randombytes.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "caucus/base/assert.h"
#include "caucus/base/descriptor.h"
#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/record/bytes.h"
#include "caucus/record/secret.h"

namespace caucus::record {

namespace {

constexpr std::size_t file_bytes_max = std::size_t{16} << 20;

Unexpected failed(const std::string& what, const std::string& path, int error) {
  const ErrorKind kind = error == ENOENT   ? ErrorKind::not_found
                         : error == EEXIST ? ErrorKind::conflict
                                           : ErrorKind::unwritable;
  return fail(kind,
              "cannot " + what + " " + shown(path) + ": " + std::generic_category().message(error));
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

std::string host_name() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? std::string(name) : std::string("unknown");
}

// "process 812 on desk-1 since 2024-03-10 14:05 UTC".
std::string note_of_us() {
  const auto now = std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  return fmt::format("process {} on {} since {}-{:02}-{:02} {:02}:{:02} UTC", ::getpid(),
                     host_name(), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count());
}

// The kernel's lock is the truth on this machine and goes with its process. The note says who, and
// is all there is to go by on a folder that several machines share.
class LockFile {
 public:
  explicit LockFile(int number) : descriptor_(number) {}
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile() {
    // An empty note says that the vault was closed in good order.
    if (::ftruncate(descriptor_.number(), 0) != 0) return;
  }

 private:
  Descriptor descriptor_;
};

class RealDisk : public Disk {
 public:
  Result<std::string> read(const std::string& path) override {
    // A pipe in the place of a file would keep us waiting for as long as its maker likes.
    struct stat what {};
    if (::stat(path.c_str(), &what) == 0 && !S_ISREG(what.st_mode) && !S_ISDIR(what.st_mode))
      return fail(ErrorKind::unreadable, "cannot read " + shown(path) + ": it is no regular file");
    return read_file(path, file_bytes_max);
  }

  Result<void> write(const std::string& path, std::string_view bytes) override {
    const std::string beside = path + ".new";
    {
      const Descriptor file(
          ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
      if (file.number() < 0) return failed("write", path, errno);
      if (write_all(file.number(), bytes) != 0 || ::fsync(file.number()) != 0) {
        const int error = errno;
        ::unlink(beside.c_str());
        return failed("write", path, error);
      }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
      const int error = errno;
      ::unlink(beside.c_str());
      return failed("write", path, error);
    }
    return sync_folder(folder_of(path));
  }

  Result<void> remove(const std::string& path) override {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failed("remove", path, errno);
    return {};
  }

  Result<void> make_folder(const std::string& path) override {
    if (::mkdir(path.c_str(), 0700) != 0) return failed("make the folder", path, errno);
    return sync_folder(folder_of(path));
  }

  Result<void> sync_folder(const std::string& path) override {
    const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || ::fsync(folder.number()) != 0)
      return failed("sync the folder", path, errno);
    return {};
  }

  Result<std::vector<std::string>> list(const std::string& path) override {
    std::error_code error;
    std::vector<std::string> names;
    std::filesystem::directory_iterator each(path, error);
    for (; !error && each != std::filesystem::directory_iterator(); each.increment(error))
      names.push_back(each->path().filename().string());
    if (error) return failed("look into", path, error.value());
    std::sort(names.begin(), names.end());
    return names;
  }

  bool exists(const std::string& path) override {
    struct stat what {};
    return ::lstat(path.c_str(), &what) == 0;
  }

  std::optional<FileSight> look(const std::string& path) override {
    struct stat what {};
    if (::lstat(path.c_str(), &what) != 0) return std::nullopt;
    return FileSight{what.st_dev, what.st_ino, static_cast<std::uint64_t>(what.st_size),
                     what.st_mtim.tv_sec, what.st_mtim.tv_nsec};
  }

  Result<Lock> lock(const std::string& path, bool take_over) override {
    const int number = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (number < 0) return failed("lock", path, errno);
    Descriptor descriptor(number);
    char note[512] = {};
    const ssize_t read = ::pread(number, note, sizeof note - 1, 0);
    const std::string holder(note, note + std::max<ssize_t>(read, 0));
    if (::flock(number, LOCK_EX | LOCK_NB) != 0)
      return fail(ErrorKind::conflict,
                  "the vault is open already: " + (holder.empty() ? "nobody says where" : holder));
    const std::string here = " on " + host_name() + " since ";
    if (!holder.empty() && holder.find(here) == std::string::npos && !take_over)
      return fail(ErrorKind::conflict,
                  "the vault was left open by " + holder +
                      "; if that program is gone, open it again and take the lock over");
    const std::string ours = note_of_us();
    if (::ftruncate(number, 0) != 0 ||
        ::pwrite(number, ours.data(), ours.size(), 0) != static_cast<ssize_t>(ours.size()))
      return failed("lock", path, errno);
    return Lock(std::make_shared<LockFile>(::fcntl(number, F_DUPFD_CLOEXEC, 0)));
  }
};

}  // namespace

namespace {

// A seed of the system's, and from it, by ChaCha20, as many bytes as are wanted: the system takes
// longer over the keys of a batch than encrypting them does.
void throw_dice(std::span<std::byte> bytes) {
  Passing<randombytes_SEEDBYTES> seed;
  randombytes_buf(seed.bytes.data(), seed.bytes.size());
  randombytes_buf_deterministic(bytes.data(), bytes.size(), octets(seed.bytes));
}

}  // namespace

Disk& real_disk() {
  // Stateless; one is as good as another.
  static RealDisk disk;
  return disk;
}

World completed(World world) {
  CAUCUS_ASSERT(sodium_init() >= 0, "libsodium finds what it needs");
  if (!world.clock)
    world.clock = [] {
      return std::chrono::duration_cast<std::chrono::seconds>(
                 std::chrono::system_clock::now().time_since_epoch())
          .count();
    };
  if (!world.random) world.random = throw_dice;
  if (world.disk == nullptr) world.disk = &real_disk();
  return world;
}

}  // namespace caucus::record
