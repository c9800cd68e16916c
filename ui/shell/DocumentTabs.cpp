// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/DocumentTabs.h"

#include "ui/editor/EditorTabs.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

namespace triptych {

namespace {

constexpr int tabHeight = 40;
constexpr int leftPadding = 12;
constexpr int rightPadding = 16;
constexpr int iconSide = 16;
constexpr int gap = 8;
constexpr int discSide = 6;
constexpr int mostText = 220;

/// The name of a tab while it is being written. Enter keeps it; Esc, which would stop the run elsewhere, and leaving do
/// not.
class RenameField final : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    bool event(QEvent *event) override
    {
        const auto isEscape = [event] { return static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape; };
        if (event->type() == QEvent::ShortcutOverride && isEscape()) {
            event->accept();
            return true;
        }
        if (event->type() == QEvent::KeyPress && isEscape()) {
            Q_EMIT editingFinished();
            return true;
        }
        return QLineEdit::event(event);
    }
};

} // namespace

DocumentTabs::DocumentTabs(const Theme &theme, EditorTabs &editors, QWidget *parent)
    : QTabBar(parent),
      m_theme(theme),
      m_editors(editors)
{
    setObjectName(QStringLiteral("documentTabs"));
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideMiddle);
    setUsesScrollButtons(true);
    setMouseTracking(true);
    setFixedHeight(tabHeight);
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QTabBar::currentChanged, &editors, &EditorTabs::setCurrentIndex);
    connect(&editors, &EditorTabs::tabsChanged, this, &DocumentTabs::sync);
    connect(&editors, &EditorTabs::currentChanged, this, &DocumentTabs::sync);
    connect(&theme, &Theme::changed, this, [this] { sync(); });
    sync();
}

void DocumentTabs::sync()
{
    const QSignalBlocker quiet(this);
    while (count() > m_editors.count())
        removeTab(count() - 1);
    for (int i = 0; i < m_editors.count(); ++i) {
        if (i >= count())
            addTab(QString());
        const QString title = m_editors.title(i);
        setTabData(i, m_editors.isDirty(i));
        setTabText(i, title);
        setTabToolTip(i, m_editors.file(i).isEmpty() ? title : m_editors.file(i));
        setAccessibleTabName(i, m_editors.isDirty(i) ? tr("%1, unsaved changes").arg(title) : title);
    }
    setCurrentIndex(m_editors.currentIndex());
    setAccessibleName(tr("Open prompts"));
    // Qt names these two once and for all.
    for (auto *button : findChildren<QToolButton *>())
        button->setAccessibleName(button->objectName() == QLatin1String("ScrollLeftButton") ? tr("Scroll left")
                                                                                            : tr("Scroll right"));
    updateGeometry();
    update();
}

QSize DocumentTabs::tabSizeHint(int index) const
{
    const int text = qMin(mostText, QFontMetrics(m_theme.baseFont()).horizontalAdvance(tabText(index)));
    const int disc = tabData(index).toBool() ? gap + discSide : 0;
    return {leftPadding + iconSide + gap + text + disc + rightPadding + 1, tabHeight};
}

QSize DocumentTabs::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index); // scroll rather than squeeze
}

QRect DocumentTabs::closeRect(int index) const
{
    const QRect tab = tabRect(index);
    const bool isDirty = tabData(index).toBool();
    return {tab.right() - (isDirty ? rightPadding + discSide + 5 : rightPadding),
            tab.top() + (tabHeight - iconSide) / 2, iconSide, iconSide};
}

void DocumentTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().chrome);
    painter.fillRect(QRect(0, tabHeight - 1, width(), 1), m_theme.colors().hairline);
    for (int i = 0; i < count(); ++i)
        paintTab(painter, i);
}

void DocumentTabs::paintTab(QPainter &painter, int index) const
{
    const ThemeColors &colors = m_theme.colors();
    const bool isCurrent = index == currentIndex();
    const bool isDirty = tabData(index).toBool();
    const QRect tab = tabRect(index);
    if (isCurrent)
        painter.fillRect(tab, colors.paper);
    painter.fillRect(QRect(tab.right(), tab.top(), 1, tab.height()), colors.hairline);

    const QColor ink = isCurrent ? colors.text : colors.text2;
    m_theme.icon(QStringLiteral("file"), ink)
        .paint(&painter, QRect(tab.left() + leftPadding, (tabHeight - iconSide) / 2, iconSide, iconSide));
    QRect room = tab.adjusted(leftPadding + iconSide + gap, 0, -rightPadding - 1 - (isDirty ? gap + discSide : 0), 0);
    painter.setFont(m_theme.baseFont());
    painter.setPen(ink);
    const QString name = painter.fontMetrics().elidedText(tabText(index), Qt::ElideMiddle, room.width() + 1);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, name);
    if (index == m_hovered) {
        m_theme.icon(QStringLiteral("remove")).paint(&painter, closeRect(index));
    } else if (isDirty) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.text);
        painter.drawEllipse(QRectF(room.right() + 1 + gap, tabHeight / 2.0 - discSide / 2.0, discSide, discSide));
        painter.restore();
    }
    if (isCurrent && hasFocus())
        painter.fillRect(QRect(tab.left(), tab.top(), tab.width() - 1, 2), colors.accent);
}

void DocumentTabs::mousePressEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    m_pressedClose = -1;
    if (index >= 0
        && (event->button() == Qt::MiddleButton
            || (event->button() == Qt::LeftButton && closeRect(index).contains(event->position().toPoint())))) {
        m_pressedClose = index;
        return;
    }
    QTabBar::mousePressEvent(event);
}

void DocumentTabs::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = std::exchange(m_pressedClose, -1);
    if (index >= 0 && index == tabAt(event->position().toPoint())) {
        m_editors.close(index);
        return;
    }
    QTabBar::mouseReleaseEvent(event);
}

void DocumentTabs::mouseMoveEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    if (index != m_hovered) {
        m_hovered = index;
        update();
    }
    QTabBar::mouseMoveEvent(event);
}

void DocumentTabs::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (tabAt(event->position().toPoint()) >= 0)
        renameCurrent();
}

void DocumentTabs::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QTabBar::leaveEvent(event);
}

void DocumentTabs::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        sync();
    QTabBar::changeEvent(event);
}

void DocumentTabs::renameCurrent()
{
    const int index = currentIndex();
    if (index < 0)
        return;
    auto *field = new RenameField(tabText(index), this);
    field->setObjectName(QStringLiteral("renameField"));
    field->setAccessibleName(tr("Name of the prompt"));
    const QRect tab = tabRect(index);
    field->setGeometry(tab.left() + leftPadding + iconSide + 4, 6, tab.width() - leftPadding - iconSide - gap - 4,
                       tabHeight - 12);
    field->show();
    field->setFocus(Qt::OtherFocusReason);
    const qsizetype dot = tabText(index).lastIndexOf(u'.');
    field->setSelection(0, int(dot > 0 ? dot : tabText(index).size()));
    connect(field, &QLineEdit::returnPressed, this, [this, field, index] { m_editors.rename(index, field->text()); });
    connect(field, &QLineEdit::editingFinished, field, [this, field] {
        if (field->hasFocus())
            m_editors.focusEditor();
        field->deleteLater();
    });
}

} // namespace triptych
