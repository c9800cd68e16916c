// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <cstddef>
#include <initializer_list>
#include <memory>

namespace triptych {

/// Bytes that nobody else may see. Lives in guarded, locked memory, is wiped when it goes, can be moved but not copied,
/// and has no way into a log, a string or a signal. An empty one owns nothing. Handles that share() made may be on
/// several threads.
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::size_t size); ///< Zeroed.
    static Secret copyOf(QByteArrayView bytes); ///< The caller wipes its own copy.
    static Secret joined(std::initializer_list<QByteArrayView> parts);
    ~Secret() = default;

    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    Secret clone() const;
    /// Another handle of the same memory, for what is needed often: memory of this kind is dear. Neither may be written
    /// to from then on.
    Secret share() const;
    bool isEmpty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    char *data() { return m_data.get(); }
    const char *data() const { return m_data.get(); }
    QByteArrayView view() const { return {m_data.get(), qsizetype(m_size)}; }

    bool equals(const Secret &other) const; ///< In constant time for equal sizes.
    Secret trimmed() const; ///< Without ASCII white space at both ends.

private:
    std::shared_ptr<char> m_data;
    std::size_t m_size = 0;
};

/// A last few characters of a key that a person may see ("Qf3A"); empty for keys shorter than 12.
QByteArray visibleTail(const Secret &key);

} // namespace triptych
