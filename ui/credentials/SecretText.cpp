// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/SecretText.h"

#include "core/secret/Sodium.h"

#include <cstring>

namespace triptych {

namespace {

bool isContinuation(char byte)
{
    return (byte & 0xC0) == 0x80;
}

} // namespace

bool SecretText::insert(QByteArrayView utf8)
{
    const auto size = std::size_t(utf8.size());
    if (size > capacity - m_size)
        return false;
    char *const at = m_buffer.data() + m_caret;
    std::memmove(at + size, at, m_size - m_caret);
    std::memcpy(at, utf8.data(), size);
    m_size += size;
    m_caret += size;
    return true;
}

void SecretText::removeBefore()
{
    removeRange(before(m_caret), m_caret);
}

void SecretText::removeAfter()
{
    removeRange(m_caret, after(m_caret));
}

void SecretText::clear()
{
    removeRange(0, m_size);
}

std::size_t SecretText::before(std::size_t place) const
{
    while (place > 0 && isContinuation(m_buffer.data()[--place])) {}
    return place;
}

std::size_t SecretText::after(std::size_t place) const
{
    if (place < m_size)
        ++place;
    while (place < m_size && isContinuation(m_buffer.data()[place]))
        ++place;
    return place;
}

int SecretText::length() const
{
    int characters = 0;
    for (std::size_t place = 0; place < m_size; place = after(place))
        ++characters;
    return characters;
}

void SecretText::removeRange(std::size_t from, std::size_t to)
{
    char *const bytes = m_buffer.data();
    std::memmove(bytes + from, bytes + to, m_size - to);
    m_size -= to - from;
    sodium::zero(bytes + m_size, to - from);
    m_caret = from;
}

} // namespace triptych
