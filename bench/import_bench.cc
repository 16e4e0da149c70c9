// How long does it take to take a long script into a vault?
//
// A random history of events of every kind (fixed seed) as one script, into a new vault: read,
// judged, written, given to the parties, synced; then the same script once more, of which all is
// there already, and opening the vault. Seconds of wall time, and the most memory the program had.
// Arguments: how many events (100,000), the folder to write in (the present one).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include <sys/resource.h>

#include "caucus/desk/talks_desk.h"
#include "caucus/talks/history_for_tests.h"

namespace caucus {
namespace {

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "import_bench: %s\n", result.error().message.c_str());
    std::exit(1);
  }
  return *std::move(result);
}

long most_mebibytes() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

void bench(std::size_t events, const std::string& folder) {
  const Case c = for_tests::talks_case();
  const Talks talks = for_tests::random_talks(c, 1, {events, false, 30, 2});
  const std::string script = write_script(c, script_of(c, talks));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  NewVaultOptions options;
  options.passphrase = Secret("bench");
  options.recovery_file = folder + "/recovery";
  options.kdf = {8 * 1024, 1};
  must(make_vault(c, folder, options));
  VaultAccess access;
  access.passphrase = Secret("bench");
  const auto open = [&] { return must(TalksDesk::open(c, folder, access, for_tests::later())); };
  const long before = most_mebibytes();
  for (const char* what : {"new", "there already"}) {
    TalksDesk desk = open();
    ImportAnswer answer;
    const double took = seconds([&] { answer = must(desk.import(script, for_tests::later())); });
    std::printf("import  %zu lines (%zu MB), %s: %.1f s, %zu added, %zu faults\n",
                talks.events.size(), script.size() / 1'000'000, what, took, answer.added,
                answer.faults.size() + answer.mismatches.size());
  }
  std::printf("open    %.1f s\n", seconds([&] { open(); }));
  std::printf("memory  %ld MiB at most, %ld MiB before\n", most_mebibytes(), before);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace caucus

int main(int argc, char** argv) {
  const std::size_t events = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  caucus::bench(events, std::string(argc > 2 ? argv[2] : ".") + "/import-bench");
  return 0;
}
