// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/FindBar.h"

#include "ui/editor/PromptEditor.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

namespace triptych {

namespace {

constexpr int rowHeight = 36;
constexpr int fieldWidth = 280;

QToolButton *tool(const char *name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setAutoRaise(true);
    return button;
}

} // namespace

FindBar::FindBar(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_field(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_previous(tool("findPrevious", this)),
      m_next(tool("findNext", this)),
      m_close(tool("findClose", this))
{
    setObjectName(QStringLiteral("findBar"));
    setFixedHeight(rowHeight);
    m_field->setObjectName(QStringLiteral("findField"));
    m_field->setFixedWidth(fieldWidth);
    m_count->setObjectName(QStringLiteral("findCount"));
    TriptychStyle::makeSmall(*m_field);
    m_field->installEventFilter(this);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 1);
    row->setSpacing(4);
    row->addWidget(m_field);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addSpacing(4);
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(m_close);

    connect(m_field, &QLineEdit::textChanged, this, [this] { search(true, true); });
    connect(m_next, &QToolButton::clicked, this, [this] { search(true, false); });
    connect(m_previous, &QToolButton::clicked, this, [this] { search(false, false); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(&theme, &Theme::changed, this, &FindBar::applyTheme);
    applyTheme();
    retranslate();
    hide();
}

void FindBar::open(PromptEditor *editor)
{
    if (m_editor && m_editor != editor)
        m_editor->clearMarks();
    m_editor = editor;
    show();
    if (editor && editor->hasSelectedText() && !editor->selectedText().contains(u'\n'))
        m_field->setText(editor->selectedText());
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    search(true, true);
}

void FindBar::close()
{
    hide();
    if (!m_editor)
        return;
    m_editor->clearMarks();
    m_editor->setFocus(Qt::OtherFocusReason);
}

void FindBar::search(bool isForward, bool fromSelectionStart)
{
    if (!m_editor)
        return;
    const QString needle = m_field->text();
    const int hits = m_editor->markAll(needle);
    m_count->setText(needle.isEmpty() ? QString() : hits == 0 ? tr("Nothing found") : tr("%n place(s)", nullptr, hits));
    m_editor->find(needle, isForward, fromSelectionStart);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // else Esc would stop a run
        return true;
    }
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter && !(key->modifiers() & Qt::ControlModifier)) {
        search(!(key->modifiers() & Qt::ShiftModifier), false);
        return true;
    }
    return false;
}

void FindBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().chrome);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.colors().hairline);
}

void FindBar::applyTheme()
{
    m_count->setFont(m_theme.smallFont());
    m_previous->setIcon(m_theme.icon(QStringLiteral("up")));
    m_next->setIcon(m_theme.icon(QStringLiteral("down")));
    m_close->setIcon(m_theme.icon(QStringLiteral("remove")));
}

void FindBar::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setAccessibleName(text);
        widget->setToolTip(text);
    };
    m_field->setPlaceholderText(tr("Find in the prompt"));
    m_field->setAccessibleName(tr("Find in the prompt"));
    name(m_previous, tr("Previous place"));
    name(m_next, tr("Next place"));
    name(m_close, tr("Close the search"));
}

} // namespace triptych
