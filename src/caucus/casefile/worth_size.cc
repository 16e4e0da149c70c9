#include "caucus/casefile/worth_size.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

// What finding the best package of a sheet may take: entries of the tables made on the way.
constexpr double best_package_entries_max = 1e8;
// Above this an issue is tried option by option; the analysis does the same.
constexpr double table_entries_max = 4e6;

constexpr std::string_view fewer_issues = "name fewer issues in it, or issues with fewer options";

// The products of a total with everything multiplied out, each as the powers of its issues. Stops
// where there are too many, or where one covers too many combinations.
class Products {
 public:
  using Product = std::map<IssueId, std::uint64_t>;
  enum class Trouble { none, many, wide };

  template <class Fits>
  Products(const Case& c, const Expression& is, const Fits& fits) {
    products_ = of(c, is, is.nodes.size() - 1, fits);
  }

  Trouble trouble() const { return trouble_; }
  const std::set<Product>& all() const { return products_; }

 private:
  template <class Fits>
  std::set<Product> of(const Case& c, const Expression& e, std::size_t at, const Fits& fits) {
    if (trouble_ != Trouble::none) return {};
    const ExpressionNode& n = e.nodes[at];
    switch (n.op) {
      case Operator::amount_of_issue:
        return {{{IssueId(n.subject), 1}}};
      case Operator::amount_of_total: {
        const Expression& is = c.totals[TotalId(n.subject)].is;
        return of(c, is, is.nodes.size() - 1, fits);
      }
      case Operator::negate:
        return of(c, e, n.left, fits);
      case Operator::add:
      case Operator::subtract: {
        std::set<Product> sum = of(c, e, n.left, fits);
        sum.merge(of(c, e, n.right, fits));
        if (sum.size() > WorthSizes::products_max) trouble_ = Trouble::many;
        return sum;
      }
      case Operator::multiply: {
        const std::set<Product> left = of(c, e, n.left, fits);
        return times(left, of(c, e, n.right, fits), fits);
      }
      default:
        return {{}};  // a number
    }
  }

  template <class Fits>
  std::set<Product> times(const std::set<Product>& left, const std::set<Product>& right,
                          const Fits& fits) {
    std::set<Product> result;
    if (left.size() * right.size() > WorthSizes::products_max * 50) trouble_ = Trouble::many;
    for (const Product& a : left) {
      if (trouble_ != Trouble::none) return {};
      for (const Product& b : right) {
        Product both = a;
        for (const auto& [issue, power] : b)
          both[issue] += power;
        if (!fits(both)) trouble_ = Trouble::wide;
        result.insert(std::move(both));
      }
      if (result.size() > WorthSizes::products_max) trouble_ = Trouble::many;
    }
    return result;
  }

  std::set<Product> products_;
  Trouble trouble_ = Trouble::none;
};

// Which issues stand in a table together, and what it takes to eliminate them one by one.
class TiedIssues {
 public:
  TiedIssues(std::vector<double> widths) : widths_(std::move(widths)), tied_(widths_.size()) {}

  void tie(const std::set<IssueId>& issues) {
    for (IssueId a : issues)
      for (IssueId b : issues)
        if (a != b) tied_[a.index()].insert(b.index());
  }

  // Entries of all tables made on the way; more than the limit where it is reached.
  double entries() const {
    std::vector<std::set<std::size_t>> tied = tied_;
    double trials = 1;
    for (;;) {
      double sum = 0;
      if (eliminated(tied, sum)) return trials * sum;
      const auto most = std::ranges::max_element(tied, {}, [](const auto& t) { return t.size(); });
      const auto at = static_cast<std::size_t>(most - tied.begin());
      trials *= widths_[at];
      if (trials > best_package_entries_max) return trials;
      for (std::size_t other : tied[at])  // tried option by option, it ties nothing any more
        tied[other].erase(at);
      tied[at].clear();
    }
  }

 private:
  // The same greedy order as that of the analysis. False where a table would be too large.
  bool eliminated(std::vector<std::set<std::size_t>> tied, double& sum) const {
    std::vector<double> size(widths_);
    const auto measure = [&](std::size_t v) {
      size[v] = widths_[v];
      for (std::size_t other : tied[v])
        size[v] *= widths_[other];
    };
    std::set<std::size_t> open;
    for (std::size_t v = 0; v < widths_.size(); ++v) {
      if (tied[v].empty()) continue;
      open.insert(v);
      measure(v);
    }
    while (!open.empty()) {
      const std::size_t next =
          *std::ranges::min_element(open, {}, [&](std::size_t v) { return size[v]; });
      if (size[next] > table_entries_max) return false;
      sum += size[next];
      open.erase(next);
      for (std::size_t a : tied[next]) {
        tied[a].erase(next);
        for (std::size_t b : tied[next])
          if (a != b) tied[a].insert(b);
      }
      for (std::size_t a : tied[next])
        measure(a);
    }
    return true;
  }

  std::vector<double> widths_;
  std::vector<std::set<std::size_t>> tied_;
};

}  // namespace

std::size_t WorthSizes::slots(IssueId issue) const {
  const Issue& of = case_.issues[issue];
  return std::max<std::size_t>(1, of.options.size()) + (of.applies_if_joined ? 1 : 0);
}

std::size_t WorthSizes::combinations(const Issues& issues, std::size_t limit) const {
  std::size_t product = 1;
  for (IssueId issue : issues)
    product = std::min(product * slots(issue), limit + 1);
  return product;
}

WorthSizes::Issues WorthSizes::named(const Expression& expression) const {
  const std::vector<IssueId> issues = named_issues(case_, expression);
  return {issues.begin(), issues.end()};
}

std::optional<Complaint> WorthSizes::check_applies_if(IssueId issue,
                                                      const Expression& applies_if) const {
  Issues issues = named(applies_if);
  issues.insert(issue);
  const std::size_t found = combinations(issues, applies_if_max);
  const bool fits = found <= applies_if_max && found * applies_if.nodes.size() <= steps_max;
  if (fits) return std::nullopt;
  return Complaint{
      FaultKind::too_many,
      fmt::format("whether {} applies depends on {} issues with more combinations of "
                  "options than can be looked at ({})",
                  in_quotes(case_.issues[issue].id), issues.size(), grouped(applies_if_max)),
      "let it depend on fewer issues"};
}

void WorthSizes::begin_sheet() {
  preferred_.clear();
  ties_.clear();
}

std::optional<Complaint> WorthSizes::count(std::size_t combinations, std::size_t parts) {
  if (combinations_ + combinations <= combinations_max_in_all &&
      steps_ + combinations * parts <= steps_max) {
    combinations_ += combinations;
    steps_ += combinations * parts;
    return std::nullopt;
  }
  return Complaint{FaultKind::too_many,
                   "with this the terms and totals of the sheets have more combinations of options "
                   "than can be looked at",
                   "use fewer of them, or shorter ones over fewer issues"};
}

std::optional<Complaint> WorthSizes::add_term(const Expression& when) {
  ties_.emplace_back();
  Issues issues = named(when);
  const std::size_t found = combinations(issues, combinations_max);
  if (found > combinations_max)
    return Complaint{FaultKind::too_many,
                     fmt::format("the {} issues of this term have more than {} combinations of "
                                 "options",
                                 issues.size(), grouped(combinations_max)),
                     std::string(fewer_issues)};
  if (auto finding = count(found, when.nodes.size())) return finding;
  ties_.back().push_back(std::move(issues));
  return std::nullopt;
}

std::optional<Complaint> WorthSizes::add_total(const Expression& is) {
  ties_.emplace_back();
  const auto issues_of = [](const Products::Product& product) {
    Issues issues;
    for (const auto& entry : product)
      issues.insert(entry.first);
    return issues;
  };
  const Products products(case_, is, [&](const Products::Product& product) {
    return combinations(issues_of(product), combinations_max) <= combinations_max;
  });
  if (products.trouble() == Products::Trouble::wide)
    return Complaint{FaultKind::too_many,
                     fmt::format("this total multiplies issues that have more than {} combinations "
                                 "of options",
                                 grouped(combinations_max)),
                     "multiply fewer issues with each other, or issues with fewer options"};
  if (products.trouble() == Products::Trouble::many)
    return Complaint{
        FaultKind::too_many,
        fmt::format("multiplied out this total has more than {} products", grouped(products_max)),
        "multiply fewer sums with each other"};
  std::vector<Issues> ties;
  for (const Products::Product& product : products.all()) {
    Issues issues = issues_of(product);
    if (auto finding = count(combinations(issues, combinations_max), 4 * issues.size() + 1))
      return finding;
    ties.push_back(std::move(issues));
  }
  ties_.back() = std::move(ties);
  return std::nullopt;
}

// The issue matters, and so does all that decides whether it applies.
void WorthSizes::concern(IssueId issue, Issues& concerned) const {
  if (!concerned.insert(issue).second) return;
  if (const auto& applies_if = case_.issues[issue].applies_if_joined)
    for (IssueId other : named(*applies_if))
      concern(other, concerned);
}

bool WorthSizes::is_too_tied(std::size_t statements) const {
  std::vector<double> widths;
  for (IssueId issue : case_.issues.ids())
    widths.push_back(static_cast<double>(slots(issue)));
  TiedIssues tied(std::move(widths));
  Issues concerned;
  for (IssueId issue : preferred_)
    concern(issue, concerned);
  for (std::size_t at = 0; at < statements; ++at)
    for (const Issues& issues : ties_[at]) {
      tied.tie(issues);
      for (IssueId issue : issues)
        concern(issue, concerned);
    }
  for (IssueId issue : concerned) {
    const auto& applies_if = case_.issues[issue].applies_if_joined;
    if (!applies_if) continue;
    Issues issues = named(*applies_if);
    issues.insert(issue);
    tied.tie(issues);
  }
  return tied.entries() > best_package_entries_max;
}

std::optional<std::size_t> WorthSizes::too_tied() const {
  std::size_t bad = ties_.size();
  if (!is_too_tied(bad)) return std::nullopt;
  if (is_too_tied(0)) return ties_.size();
  // What is tied stays tied, so the first number of statements that is too many is found by
  // halving.
  for (std::size_t good = 0; bad - good > 1;) {
    const std::size_t middle = good + (bad - good) / 2;
    if (is_too_tied(middle))
      bad = middle;
    else
      good = middle;
  }
  return bad - 1;
}

}  // namespace caucus
