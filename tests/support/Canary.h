// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/// Secrets that look different in every writing, so that a search which finds one of them misses nothing.
namespace triptych::canary {

inline constexpr auto key = R"(sk-Can+ry/47"q\x%41&lt;Zz9=~k3Y0vTn)";
inline constexpr auto headerKey = R"(hd-R0b1n/+5"w\u%7E&gt;Qp4=~m8L2cXd)";
inline constexpr auto awsKey = R"(AKIAF1NCHQ84ZB2LWTRX:wJ4lr+XU/tn"F\EMI%4B7MDENG&amp;bPxRfiCY)";
inline constexpr auto password = R"(Wr3n/+nest"in\the%20hedge&quot;77)";

} // namespace triptych::canary
