// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>
#include <memory>

namespace triptych {

/// Counts what runs at once, by name.
class Occupancy
{
public:
    /// A place that is free again when it goes.
    class Place
    {
        Q_DISABLE_COPY(Place)

    public:
        Place() = default;
        Place(Place &&other) noexcept = default;
        Place &operator=(Place &&other) noexcept;
        ~Place();
        explicit operator bool() const { return bool(m_taken); }

    private:
        friend class Occupancy;
        Place(std::shared_ptr<QHash<QString, int>> taken, QString name)
            : m_taken(std::move(taken)),
              m_name(std::move(name))
        {}

        std::shared_ptr<QHash<QString, int>> m_taken;
        QString m_name;
    };

    Place take(const QString &name, int most); ///< False where as many are taken.
    const QHash<QString, int> &all() const { return *m_taken; } ///< None with 0.

private:
    std::shared_ptr<QHash<QString, int>> m_taken = std::make_shared<QHash<QString, int>>();
};

} // namespace triptych
