#!/usr/bin/env bash
# Copyright 2026 The Drover Authors
# SPDX-License-Identifier: Apache-2.0
exec "$(dirname "${BASH_SOURCE[0]}")/loadtest/loadtest.sh" "$@"
