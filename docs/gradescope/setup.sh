#!/bin/sh
# Gradescope runs this once, as root, when it builds the image. ipclua is one file
# without dependencies, so it lies in the zip beside this script.
set -eu
install -m 755 "${AUTOGRADER:-/autograder}/source/ipclua" "${PREFIX:-/usr/local}/bin/ipclua"
