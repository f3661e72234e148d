// Base 64, as codecs name it.
#pragma once

#include "base/base64.h"

namespace truat::exchange {

using truat::decode_base64;
using truat::encode_base64;

} // namespace truat::exchange
