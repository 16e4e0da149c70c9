// How long does a whole process take, from start to exit? The real case is checked and briefed
// again and again; beside it, in the same run, Python's own TOML reader only parses the same file.
// Medians of whole processes and their ratio, because machines differ and are noisy.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

constexpr int runs = 21;
const std::string real_case = "cases/ceasefire/truce-and-exchange-2024";

// Milliseconds from starting the program to its end; exits if it cannot be started or fails.
double milliseconds_of(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words)
    arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  if (posix_spawnp(&child, words[0].c_str(), &actions, nullptr, arguments.data(), environ) != 0 ||
      waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    std::fprintf(stderr, "cannot run %s\n", words[0].c_str());
    std::exit(1);
  }
  posix_spawn_file_actions_destroy(&actions);
  const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
  return passed.count();
}

double median_of(const std::vector<std::string>& words) {
  std::vector<double> times;
  for (int run = 0; run < runs; ++run)
    times.push_back(milliseconds_of(words));
  std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
  return times[runs / 2];
}

void report(const char* what, double ours, double target, double peer) {
  std::printf("%-34s %8.1f ms   target %6.0f ms   peer %6.1f ms   ours/peer %.2f   %s\n", what,
              ours, target, peer, ours / peer, ours <= target ? "reached" : "MISSED");
}

}  // namespace

int main(int count, char** words) {
  const std::string program = count > 1 ? words[1] : "build/release/caucus";
  const double parse = median_of(
      {"python3", "-c", "import tomllib;tomllib.load(open('" + real_case + "/case.toml','rb'))"});
  std::printf("Whole processes, medians of %d runs; the peer is Python parsing the same TOML.\n",
              runs);
  report("check of the real case", median_of({program, "check", real_case}), 30, parse);
  report("brief of the real case (HTML)",
         median_of({program, "brief", real_case, "--format", "html"}), 1000, parse);
  report("zone of the real case", median_of({program, "zone", real_case}), 1000, parse);
  report("stuck of the real case", median_of({program, "stuck", real_case}), 1000, parse);
  return 0;
}
