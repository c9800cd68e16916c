// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ThemedLabel.h"

#include "ui/shell/Theme.h"

namespace triptych {

ThemedLabel::ThemedLabel(const Theme &theme, Kind kind, QWidget *parent) : QLabel(parent), m_theme(theme), m_kind(kind)
{
    setTextFormat(Qt::PlainText);
    if (kind != Kind::Title && kind != Kind::Caption) {
        // Wraps in the width that there is, and never asks for more of it.
        setWordWrap(true);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    }
    connect(&theme, &Theme::changed, this, &ThemedLabel::applyTheme);
    applyTheme();
}

void ThemedLabel::setKind(Kind kind)
{
    m_kind = kind;
    applyTheme();
}

void ThemedLabel::applyTheme()
{
    const ThemeColors &colors = m_theme.colors();
    const auto show = [this](const QFont &font, const QColor &color) {
        QPalette palette = this->palette();
        palette.setColor(QPalette::WindowText, color);
        setPalette(palette);
        setFont(font);
    };
    switch (m_kind) {
    case Kind::Title: return show(m_theme.largeFont(), colors.text);
    case Kind::Text: return show(m_theme.baseFont(), colors.text);
    case Kind::Secondary: return show(m_theme.baseFont(), colors.text2);
    case Kind::Caption: return show(m_theme.smallFont(), colors.text2);
    case Kind::Strong: return show(m_theme.baseStrong(), colors.text);
    case Kind::Warning: return show(m_theme.baseFont(), colors.amber);
    case Kind::Failure: return show(m_theme.baseFont(), colors.red);
    }
}

} // namespace triptych
