// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/ThemeColors.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPainterPath>
#include <atomic>

namespace triptych {

/// The one source of colours, type and icons. One object, handed to every widget by reference; lives on the GUI thread.
/// Widgets repaint on changed(); plain Qt widgets follow the palette and style sheet that it sets on the application.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    enum class Kind : quint8 { Light, Dark, HighContrast };
    struct Fonts
    {
        QString interfaceFamily = {}; ///< Empty: the system's.
        QString fixedFamily = {};
        int basePixels = 0; ///< 0: what the desktop says, within 10 to 24; 13 where there is none.
        bool isChinese = false; ///< Small text is 12 instead of 11.

        bool operator==(const Fonts &) const = default;
    };

    explicit Theme(QObject *parent = nullptr);

    const ThemeColors &colors() const { return *m_colors.load(); }
    Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    const Fonts &fonts() const { return m_fonts; }
    void setFonts(const Fonts &fonts);
    bool reducesMotion() const { return m_reducesMotion; }
    void setReducesMotion(bool reduces) { m_reducesMotion = reduces; }

    QFont smallFont() const { return m_small; } ///< Labels, units, axes.
    QFont smallStrong() const { return strong(m_small); }
    QFont baseFont() const { return m_base; } ///< Interface, rendered answers, figures.
    QFont baseStrong() const { return strong(m_base); }
    QFont largeFont() const { return strong(m_large); }
    QFont fixedFont() const { return m_fixed; }
    QFont fixedStrong() const { return strong(m_fixed); }

    /// An icon of resources/icons by name ("run", "copy"), tinted; sharp at every scale.
    QIcon icon(const QString &name, const QColor &color) const;
    QIcon icon(const QString &name) const { return icon(name, colors().text2); }
    /// A state glyph of 12 ("ready", "queued", "waiting", "reasoning", "writing", "done", "incomplete", "failed",
    /// "cancelled", "nokey").
    QIcon stateIcon(const QString &name, const QColor &color) const;
    /// The marker of a lane slot in a 10 × 10 box; slots from 8 on are drawn hollow.
    static QPainterPath laneMarker(int slot);
    static bool isHollow(int slot) { return slot >= 8; }

    static constexpr int leastPixels = 10; ///< Of the base font.
    static constexpr int mostPixels = 24;
    static constexpr int corner = 6;
    static constexpr int innerCorner = 4;

Q_SIGNALS:
    void changed();

private:
    static QFont strong(QFont font);
    void apply();

    std::atomic<const ThemeColors *> m_colors = &ThemeColors::light(); ///< a file dialog's thread asks for icons, too
    Kind m_kind = Kind::Light;
    Fonts m_fonts;
    QFont m_small, m_base, m_large, m_fixed;
    bool m_reducesMotion = false;
};

} // namespace triptych
