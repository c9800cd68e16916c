// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/SearchField.h"

#include "ui/shell/Figures.h"
#include "ui/shell/Theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>

namespace triptych {

namespace {

constexpr int fieldHeight = 28;
constexpr int margin = 8;

bool isPlain(const QKeyEvent &event)
{
    return (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
}

} // namespace

SearchField::SearchField(const Theme &theme, QWidget *parent)
    : QLineEdit(parent),
      m_theme(theme),
      m_lens(addAction(QIcon(), LeadingPosition)),
      m_hits(new QLabel(this))
{
    setObjectName(QStringLiteral("modelSearch"));
    setFixedHeight(fieldHeight);
    connect(m_lens, &QAction::triggered, this, &QLineEdit::selectAll);
    m_hits->setObjectName(QStringLiteral("modelSearchHits"));
    m_hits->setForegroundRole(QPalette::WindowText); // not that of the field around it
    m_hits->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hits->hide();
    connect(&theme, &Theme::changed, this, &SearchField::adoptTheme);
    adoptTheme();
}

void SearchField::setName(const QString &name)
{
    setAccessibleName(name);
    m_lens->setText(name);
}

void SearchField::setHits(std::optional<int> hits)
{
    m_count = hits;
    m_hits->setVisible(hits.has_value());
    m_hits->setText(hits ? formatCount(*hits) : QString());
    nameHits();
    placeHits();
}

void SearchField::nameHits()
{
    m_hits->setAccessibleName(m_count ? tr("%n models found", nullptr, *m_count) : QString());
}

void SearchField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        nameHits();
    QLineEdit::changeEvent(event);
}

bool SearchField::event(QEvent *event)
{
    // Esc is the window's key for Stop, but first it empties a search.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape
        && !text().isEmpty())
        event->accept();
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (m_isComposing) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && isPlain(*event)) {
        Q_EMIT entered();
    } else if (isEnter) {
        event->ignore();
    } else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_PageDown) {
        Q_EMIT movedDown();
    } else if (event->key() == Qt::Key_Escape) {
        event->setAccepted(!text().isEmpty());
        clear();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void SearchField::inputMethodEvent(QInputMethodEvent *event)
{
    m_isComposing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeHits();
}

void SearchField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    Q_EMIT focusChanged();
}

void SearchField::focusOutEvent(QFocusEvent *event)
{
    m_isComposing = false;
    QLineEdit::focusOutEvent(event);
    Q_EMIT focusChanged();
}

void SearchField::adoptTheme()
{
    m_lens->setIcon(m_theme.icon(QStringLiteral("search")));
    m_hits->setFont(m_theme.smallFont());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, m_theme.colors().text2);
    m_hits->setPalette(colors);
    placeHits();
}

void SearchField::placeHits()
{
    const QSize size = m_hits->sizeHint();
    m_hits->setGeometry(width() - margin - size.width(), (fieldHeight - size.height()) / 2, size.width(),
                        size.height());
    setTextMargins(0, 0, m_hits->isHidden() ? 0 : size.width() + margin, 0);
}

} // namespace triptych
