# Source it in a shell (`. tools/env.sh`) to have emcc, clang-format, hb-shape and fontTools as the build has them.
truat_root=$(cd "$(dirname "${BASH_SOURCE:-$0}")/.." && pwd)
truat_deps=${TRUAT_DEPS:-$truat_root/.deps}
PATH=$truat_deps/toolchain/bin:$PATH
PYTHONPATH=$truat_deps/toolchain/python${PYTHONPATH:+:$PYTHONPATH}
export PATH PYTHONPATH
unset truat_root truat_deps
