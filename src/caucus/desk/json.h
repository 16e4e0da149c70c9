// The JSON twin of every answer, field by field in docs/reference/json.md.
//
// Exact numbers are strings ("7/20"), so that nothing is lost on the way; counts are numbers; keys
// stand in a fixed order; every document names its format. The text ends with a line feed.
#pragma once

#include <string>

#include "caucus/desk/desk.h"

namespace caucus {

std::string check_json(const CaseCheck& check);                      // caucus.check/1
std::string show_json(const Case& c);                                // caucus.case/1
std::string zone_json(const Case& c, const RoomAnswer& answer);      // caucus.zone/1
std::string frontier_json(const Case& c, const RoomAnswer& answer);  // caucus.frontier/1
std::string points_json(const Case& c, const RoomAnswer& answer);    // caucus.point/1
// caucus.stuck/1; with who could move how far, where that was asked.
std::string stuck_json(const Case& c, const Stuck& stuck,
                       const RelaxationFrontier* moves = nullptr);

}  // namespace caucus
