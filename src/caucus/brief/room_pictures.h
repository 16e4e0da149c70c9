// What do the pictures of the room show? The data of the frontier picture (two parties) or of the
// parallel axes (three or more), with the words for those who cannot see them.
//
// Numbers of a vague sheet are drawn but carry no scale: the picture says that they are a reading.
// Internal to the module. Errors: none. Complexity: linear in the frontier.
#pragma once

#include "caucus/brief/sections.h"

namespace caucus {

// Sets frontier or parallel, and picture_says, where there is something to draw.
void add_room_pictures(const Material& m, RoomSection& section);

}  // namespace caucus
