#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "caucus/record/faulty_disk_for_tests.h"

namespace caucus::record {

namespace {

constexpr std::size_t sector = 512;

// SQLite's view of an open file.
struct OpenFile {
  sqlite3_file base;
  FaultyDisk* disk;
  std::shared_ptr<FaultyDisk::File>* file;
  const char* path;
  int flags;
  bool name_is_new;
};

OpenFile& of(sqlite3_file* file) {
  return *reinterpret_cast<OpenFile*>(file);
}
FaultyDisk& disk_of(sqlite3_vfs* vfs) {
  return *static_cast<FaultyDisk*>(vfs->pAppData);
}

int close_file(sqlite3_file* file) {
  OpenFile& open = of(file);
  const std::string path = open.path == nullptr ? "" : open.path;
  if ((open.flags & SQLITE_OPEN_DELETEONCLOSE) != 0) open.disk->unname(path);
  delete open.file;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
  const std::string& bytes = (*of(file).file)->bytes;
  const auto from = std::min(bytes.size(), static_cast<std::size_t>(offset));
  const std::size_t there = std::min(bytes.size() - from, static_cast<std::size_t>(size));
  std::memcpy(out, bytes.data() + from, there);
  if (there == static_cast<std::size_t>(size)) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(size) - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* in, int size, sqlite3_int64 offset) {
  OpenFile& open = of(file);
  std::string_view bytes(static_cast<const char*>(in), static_cast<std::size_t>(size));
  const bool failed = open.disk->fails(DiskCall::write);
  // A write that fails may have begun.
  if (failed) bytes = bytes.substr(0, bytes.size() / 2);
  open.disk->write_at(**open.file, static_cast<std::uint64_t>(offset), bytes);
  if (!failed) return SQLITE_OK;
  return open.disk->how == DiskFailure::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  OpenFile& open = of(file);
  if (open.disk->fails(DiskCall::write)) return SQLITE_IOERR_TRUNCATE;
  open.disk->cut(**open.file, static_cast<std::uint64_t>(size));
  return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int /*flags*/) {
  OpenFile& open = of(file);
  if (open.disk->fails(DiskCall::sync)) return SQLITE_IOERR_FSYNC;
  open.disk->sync(**open.file);
  if (open.name_is_new) open.disk->sync_names();
  open.name_is_new = false;
  return SQLITE_OK;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>((*of(file).file)->bytes.size());
  return SQLITE_OK;
}

int grant(sqlite3_file* /*file*/, int /*level*/) {
  return SQLITE_OK;
}
int is_reserved(sqlite3_file* /*file*/, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int control(sqlite3_file* /*file*/, int /*what*/, void* /*about*/) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file* /*file*/) {
  return sector;
}
int promises(sqlite3_file* /*file*/) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods methods = {1,         close_file,   read_file, write_file, truncate_file,
                                    sync_file, size_of_file, grant,     grant,      is_reserved,
                                    control,   sector_size,  promises,  nullptr,    nullptr,
                                    nullptr,   nullptr,      nullptr,   nullptr};

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  OpenFile& open = of(file);
  open.base.pMethods = nullptr;
  FaultyDisk& disk = disk_of(vfs);
  if (path == nullptr) return SQLITE_CANTOPEN;
  const bool is_new = !disk.exists(path);
  const bool create = (flags & SQLITE_OPEN_CREATE) != 0;
  if (is_new && (!create || disk.fails(DiskCall::create))) return SQLITE_CANTOPEN;
  open.disk = &disk;
  open.file = new std::shared_ptr<FaultyDisk::File>(disk.open(path, create));
  open.path = path;
  open.flags = flags;
  open.name_is_new = is_new && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  if (out_flags != nullptr) *out_flags = flags;
  open.base.pMethods = &methods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_folder) {
  FaultyDisk& disk = disk_of(vfs);
  if (!disk.exists(path)) return SQLITE_IOERR_DELETE_NOENT;
  if (disk.fails(DiskCall::rename)) return SQLITE_IOERR_DELETE;
  disk.unname(path);
  if (sync_folder != 0) disk.sync_names();
  return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* path, int /*flags*/, int* there) {
  *there = disk_of(vfs).exists(path) ? 1 : 0;
  return SQLITE_OK;
}
int whole_path(sqlite3_vfs* /*vfs*/, const char* path, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", path);
  return SQLITE_OK;
}
int dice_of_vfs(sqlite3_vfs* /*vfs*/, int size, char* out) {
  std::memset(out, 7, static_cast<std::size_t>(size));
  return size;
}
int sleep_of_vfs(sqlite3_vfs* /*vfs*/, int microseconds) {
  return microseconds;
}
int time_of_vfs(sqlite3_vfs* /*vfs*/, double* days) {
  *days = 2460000.5;
  return SQLITE_OK;
}
int last_error(sqlite3_vfs* /*vfs*/, int /*size*/, char* /*out*/) {
  return 0;
}

std::string name_of_next() {
  static std::atomic<int> made{0};
  return "faulty" + std::to_string(++made);
}

void put_at(std::string& file, std::uint64_t offset, std::string_view bytes) {
  if (file.size() < offset + bytes.size()) file.resize(offset + bytes.size(), '\0');
  std::copy(bytes.begin(), bytes.end(), file.begin() + static_cast<std::ptrdiff_t>(offset));
}

}  // namespace

FaultyDisk::FaultyDisk() : name_(name_of_next()), vfs_(std::make_unique<sqlite3_vfs>()) {
  *vfs_ = sqlite3_vfs{};
  vfs_->iVersion = 1;
  vfs_->szOsFile = sizeof(OpenFile);
  vfs_->mxPathname = 512;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->xOpen = open_file;
  vfs_->xDelete = delete_file;
  vfs_->xAccess = access_file;
  vfs_->xFullPathname = whole_path;
  vfs_->xRandomness = dice_of_vfs;
  vfs_->xSleep = sleep_of_vfs;
  vfs_->xCurrentTime = time_of_vfs;
  vfs_->xGetLastError = last_error;
  sqlite3_vfs_register(vfs_.get(), 0);
}

FaultyDisk::FaultyDisk(const DiskImage& image) : FaultyDisk() {
  for (const auto& [path, bytes] : image) {
    files_[path] = std::make_shared<File>(File{++files_made_, bytes});
    for (std::size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1))
      folders_[path.substr(0, at)] = true;
  }
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(vfs_.get());
}

void FaultyDisk::note(Step step) {
  if (recording) steps_.push_back(std::move(step));
}

void FaultyDisk::repair() {
  decide = nullptr;
  failed_ = false;
}

bool FaultyDisk::fails(DiskCall call) {
  if (failed_) return true;
  const bool now = decide && decide(call);
  failed_ = now && how == DiskFailure::error;
  return now;
}

void FaultyDisk::mark(std::uint64_t number) {
  note({Step::Kind::mark, 0, "", "", number, ""});
}

DiskImage FaultyDisk::image() const {
  DiskImage image;
  for (const auto& [path, file] : files_)
    image[path] = file->bytes;
  return image;
}

std::shared_ptr<FaultyDisk::File> FaultyDisk::open(const std::string& path, bool create) {
  const auto found = files_.find(path);
  if (found != files_.end() || !create) return found == files_.end() ? nullptr : found->second;
  auto file = std::make_shared<File>(File{++files_made_, ""});
  files_[path] = file;
  note({Step::Kind::name, file->number, path, "", 0, ""});
  return file;
}

void FaultyDisk::write_at(File& file, std::uint64_t offset, std::string_view bytes) {
  put_at(file.bytes, offset, bytes);
  note({Step::Kind::write, file.number, "", "", offset, std::string(bytes)});
}

void FaultyDisk::cut(File& file, std::uint64_t size) {
  file.bytes.resize(size, '\0');
  note({Step::Kind::cut, file.number, "", "", size, ""});
}

void FaultyDisk::sync(File& file) {
  note({Step::Kind::sync, file.number, "", "", 0, ""});
}

void FaultyDisk::sync_names() {
  note({Step::Kind::sync_names, 0, "", "", 0, ""});
}

void FaultyDisk::unname(const std::string& path) {
  files_.erase(path);
  note({Step::Kind::unname, 0, path, "", 0, ""});
}

// --- files beside the logs ---

Result<std::string> FaultyDisk::read(const std::string& path) {
  const auto found = files_.find(path);
  if (found == files_.end()) return fail(ErrorKind::not_found, "there is no " + path);
  return found->second->bytes;
}

Result<void> FaultyDisk::write(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  const auto no = [&] { return fail(ErrorKind::unwritable, "cannot write " + path); };
  if (fails(DiskCall::create)) return no();
  const std::shared_ptr<File> file = open(beside, true);
  cut(*file, 0);
  if (fails(DiskCall::write)) return no();
  write_at(*file, 0, bytes);
  if (fails(DiskCall::sync)) return no();
  sync(*file);
  if (fails(DiskCall::rename)) return no();
  files_[path] = file;
  files_.erase(beside);
  note({Step::Kind::rename, file->number, beside, path, 0, ""});
  if (fails(DiskCall::sync)) return no();
  sync_names();
  return {};
}

Result<void> FaultyDisk::remove(const std::string& path) {
  if (files_.contains(path)) unname(path);
  return {};
}

Result<void> FaultyDisk::make_folder(const std::string& path) {
  if (folders_.contains(path)) return fail(ErrorKind::conflict, path + " is there");
  if (fails(DiskCall::create)) return fail(ErrorKind::unwritable, "cannot make " + path);
  folders_[path] = true;
  return {};
}

Result<void> FaultyDisk::sync_folder(const std::string& path) {
  if (fails(DiskCall::sync)) return fail(ErrorKind::unwritable, "cannot sync " + path);
  sync_names();
  return {};
}

Result<std::vector<std::string>> FaultyDisk::list(const std::string& path) {
  if (!folders_.contains(path)) return fail(ErrorKind::not_found, "there is no " + path);
  std::vector<std::string> names;
  for (const auto& each : files_)
    if (each.first.starts_with(path + "/") &&
        each.first.find('/', path.size() + 1) == std::string::npos)
      names.push_back(each.first.substr(path.size() + 1));
  return names;
}

bool FaultyDisk::exists(const std::string& path) {
  return files_.contains(path) || folders_.contains(path);
}

Result<Lock> FaultyDisk::lock(const std::string& path, bool /*take_over*/) {
  if (locked_[path]) return fail(ErrorKind::conflict, "the vault is open already");
  locked_[path] = true;
  return Lock(nullptr, [this, path](void*) { locked_[path] = false; });
}

// --- the plug ---

void PulledPlug::advance(std::size_t index) {
  using Kind = FaultyDisk::Step::Kind;
  for (; at_ < index; ++at_) {
    const FaultyDisk::Step& step = steps_[at_];
    switch (step.kind) {
      case Kind::mark:
        acknowledged_ = step.offset;
        break;
      case Kind::write:
      case Kind::cut:
        files_[step.file].pending.push_back(&step);
        break;
      case Kind::sync: {
        Kept& file = files_[step.file];
        for (const FaultyDisk::Step* each : file.pending) {
          if (each->kind == Kind::cut)
            file.synced.resize(each->offset, '\0');
          else
            put_at(file.synced, each->offset, each->bytes);
        }
        file.pending.clear();
        break;
      }
      case Kind::name:
      case Kind::unname:
      case Kind::rename:
        pending_names_.push_back(&step);
        break;
      case Kind::sync_names:
        for (const FaultyDisk::Step* each : pending_names_) {
          if (each->kind == Kind::name) names_[each->path] = each->file;
          if (each->kind == Kind::unname) names_.erase(each->path);
          if (each->kind == Kind::rename) {
            names_.erase(each->path);
            names_[each->to] = each->file;
          }
        }
        pending_names_.clear();
        break;
    }
  }
}

DiskImage PulledPlug::image(RandomStream& dice) const {
  using Kind = FaultyDisk::Step::Kind;
  std::map<std::string, std::uint64_t> names = names_;
  // File systems keep names in order: some of the newest are lost, never one in the middle.
  const std::uint64_t kept_names = dice.below(pending_names_.size() + 1);
  for (std::size_t i = 0; i < kept_names; ++i) {
    const FaultyDisk::Step& step = *pending_names_[i];
    if (step.kind == Kind::name) names[step.path] = step.file;
    if (step.kind != Kind::name) names.erase(step.path);
    if (step.kind == Kind::rename) names[step.to] = step.file;
  }
  DiskImage image;
  for (const auto& [path, number] : names) {
    std::string& bytes = image[path];
    const auto found = files_.find(number);
    if (found == files_.end()) continue;
    bytes = found->second.synced;
    // One time in eight everything arrived, one time in eight nothing did, otherwise sector by
    // sector.
    const std::uint64_t mood = dice.below(8);
    for (const FaultyDisk::Step* step : found->second.pending) {
      if (step->kind == Kind::cut) {
        if (mood == 0 || (mood != 1 && dice.below(2) == 0)) bytes.resize(step->offset, '\0');
        continue;
      }
      for (std::size_t at = 0; at < step->bytes.size();) {
        const std::uint64_t place = step->offset + at;
        const std::size_t size =
            std::min<std::size_t>(step->bytes.size() - at, sector - place % sector);
        if (mood == 0 || (mood != 1 && dice.below(2) == 0))
          put_at(bytes, place, std::string_view(step->bytes).substr(at, size));
        at += size;
      }
    }
  }
  return image;
}

TEST_CASE("a disk in memory keeps what was synced and may lose the rest") {
  FaultyDisk disk;
  disk.recording = true;
  REQUIRE(disk.make_folder("/v").has_value());
  REQUIRE(disk.write("/v/a", "first").has_value());
  disk.mark(1);
  const std::shared_ptr<FaultyDisk::File> file = disk.open("/v/b", true);
  disk.write_at(*file, 0, std::string(2000, 'x'));
  RandomStream dice(1);
  PulledPlug plug(disk.steps());
  plug.advance(disk.steps().size());
  CHECK(plug.acknowledged() == 1);
  bool there = false, gone = false, half = false;
  for (int i = 0; i < 200; ++i) {
    const DiskImage image = plug.image(dice);
    REQUIRE(image.at("/v/a") == "first");
    if (!image.contains("/v/b")) {
      gone = true;
      continue;
    }
    there = there || image.at("/v/b") == std::string(2000, 'x');
    half = half || image.at("/v/b").find('\0') != std::string::npos;
  }
  CHECK(there);
  CHECK(gone);
  CHECK(half);
}

}  // namespace caucus::record
