// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret/Secret.h"

#include "core/secret/Sodium.h"

#include <cstring>
#include <new>
#include <utility>

namespace triptych {

namespace {

bool isSpace(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

} // namespace

// Guard pages and mlock make an allocation cost some 0.2 ms: fine for a key, too dear for each request or event.
// What is written often (the head of a request) keeps one Secret and wipes it after each use.
Secret::Secret(std::size_t size) : m_size(size)
{
    if (size)
        m_data = std::shared_ptr<char>(sodium::allocate(size), sodium::release);
    if (size && !m_data)
        throw std::bad_alloc();
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    Secret copy(std::size_t(bytes.size()));
    if (!bytes.isEmpty())
        std::memcpy(copy.data(), bytes.data(), copy.m_size);
    return copy;
}

Secret Secret::joined(std::initializer_list<QByteArrayView> parts)
{
    std::size_t size = 0;
    for (const QByteArrayView part : parts)
        size += std::size_t(part.size());
    Secret all(size);
    char *to = all.data();
    for (const QByteArrayView part : parts)
        if (!part.isEmpty())
            to = static_cast<char *>(std::memcpy(to, part.data(), std::size_t(part.size()))) + part.size();
    return all;
}

Secret::Secret(Secret &&other) noexcept : m_data(std::move(other.m_data)), m_size(std::exchange(other.m_size, 0))
{}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        m_data = std::move(other.m_data);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret Secret::clone() const
{
    return copyOf(view());
}

Secret Secret::share() const
{
    Secret handle;
    handle.m_data = m_data;
    handle.m_size = m_size;
    return handle;
}

bool Secret::equals(const Secret &other) const
{
    return sodium::isEqual(view(), other.view());
}

Secret Secret::trimmed() const
{
    QByteArrayView rest = view();
    while (!rest.isEmpty() && isSpace(rest.front()))
        rest = rest.sliced(1);
    while (!rest.isEmpty() && isSpace(rest.back()))
        rest.chop(1);
    return copyOf(rest);
}

QByteArray visibleTail(const Secret &key)
{
    return key.size() < 12 ? QByteArray() : key.view().last(4).toByteArray();
}

} // namespace triptych
