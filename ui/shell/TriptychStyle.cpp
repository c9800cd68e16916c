// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/TriptychStyle.h"

#include "ui/shell/FocusRing.h"
#include "ui/shell/StyleParts.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QVariant>

namespace triptych {

namespace {

constexpr const char *smallProperty = "small";
constexpr int buttonHeight = 28;
constexpr int smallHeight = 24;
constexpr int headerHeight = 40;
constexpr int chevronRoom = 28;
constexpr int fieldPadding = 9; // before the text of any field, whatever kind it is
constexpr int thumbLeast = 24;

int controlHeight(const QWidget *widget)
{
    return TriptychStyle::isSmall(widget) ? smallHeight : buttonHeight;
}

bool isFramed(const QStyleOptionComplex *option)
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    return combo ? combo->frame : !spin || spin->frame;
}

} // namespace

TriptychStyle::TriptychStyle(const Theme &theme)
    : QProxyStyle(QStringLiteral("Fusion")),
      m_theme(theme),
      m_focusRing(new FocusRing(this))
{}

void TriptychStyle::makeSmall(QWidget &widget)
{
    widget.setProperty(smallProperty, true);
}

bool TriptychStyle::isSmall(const QWidget *widget)
{
    return widget && widget->property(smallProperty).toBool();
}

void TriptychStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || FocusRing::isField(widget) || qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (FocusRing::isRinged(widget)) {
        widget->removeEventFilter(m_focusRing);
        widget->installEventFilter(m_focusRing);
    }
    if (auto *files = qobject_cast<QFileDialog *>(widget))
        widenFileDialog(*files);
}

int TriptychStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
    case PM_DockWidgetFrameWidth:
    case PM_MenuPanelWidth: return 1;
    case PM_ToolTipLabelFrameWidth: return 7; // and 1 of its own
    case PM_DefaultFrameWidth: return 1;
    case PM_ScrollBarExtent: return 10;
    case PM_ScrollBarSliderMin: return thumbLeast;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
    case PM_MenuBarItemSpacing:
    case PM_MenuHMargin:
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_MenuBarHMargin: return 8;
    case PM_MenuVMargin: return 4;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return 16;
    case PM_HeaderMargin: return 4;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 3;
    case PM_TextCursorWidth: return 2;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int TriptychStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                             QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut: return 0;
    case SH_FocusFrame_AboveWidget:
    case SH_MenuBar_MouseTracking: return 1;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize TriptychStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                      const QWidget *widget) const
{
    const int height = controlHeight(widget);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool hasBoth = button && !button->icon.isNull() && !button->text.isEmpty();
        // Room for the semibold that it wears while it is the default.
        const bool mayBeDefault = button
            && (button->features & (QStyleOptionButton::AutoDefaultButton | QStyleOptionButton::DefaultButton));
        const int usual = mayBeDefault ? button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() : 0;
        const int growth = mayBeDefault
            ? qMax(0, QFontMetrics(m_theme.baseStrong()).size(Qt::TextShowMnemonic, button->text).width() - usual)
            : 0;
        return {size.width() + 2 * (isSmall(widget) ? 9 : 13) + (hasBoth ? 4 : 0) + growth, height};
    }
    case CT_LineEdit: return {size.width() + 2 * fieldPadding, height};
    case CT_ComboBox:
        return {size.width() + (option && isFramed(static_cast<const QStyleOptionComplex *>(option)) ? fieldPadding : 0)
                    + chevronRoom,
                height};
    case CT_SpinBox: return {size.width() + fieldPadding + chevronRoom, height};
    case CT_ToolButton: {
        const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        const bool hasText = tool && tool->toolButtonStyle != Qt::ToolButtonIconOnly && !tool->text.isEmpty();
        return QSize(size.width() + (hasText ? 20 : 8), size.height() + 8).expandedTo({smallHeight, smallHeight});
    }
    case CT_MenuBarItem: return {size.width() + 16, headerHeight - 1};
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        const bool isRule = item && item->menuItemType == QStyleOptionMenuItem::Separator;
        const int gutter = item ? StyleParts::menuGutter(*item) : 0;
        return {size.width() + 12 + gutter + 20 + (item && item->text.contains(u'\t') ? 24 : 0),
                isRule ? 9 : buttonHeight};
    }
    case CT_TabBarTab: {
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        const int text = tab ? QFontMetrics(m_theme.baseStrong()).horizontalAdvance(tab->text) : size.width();
        return {text + 16, 36};
    }
    case CT_ItemViewItem: {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {usual.width() + 8, qMax(smallHeight, usual.height())};
    }
    case CT_ProgressBar: return {size.width(), 4};
    default: return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect TriptychStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                                    const QWidget *widget) const
{
    const QRect &rect = option->rect;
    if (control == CC_ComboBox && sub == SC_ComboBoxEditField)
        return visualRect(
            option->direction, rect,
            rect.adjusted(isFramed(option) ? fieldPadding - 1 : 0, 1, -chevronRoom + (isFramed(option) ? 0 : 4), -1));
    if (control == CC_ComboBox && sub == SC_ComboBoxArrow)
        return visualRect(option->direction, rect,
                          QRect(rect.right() - (isFramed(option) ? chevronRoom : 20), rect.top(), 20, rect.height()));
    if (control == CC_SpinBox && sub == SC_SpinBoxEditField)
        return visualRect(option->direction, rect, rect.adjusted(fieldPadding - 2, 1, -chevronRoom, -1));
    if (control == CC_SpinBox && (sub == SC_SpinBoxUp || sub == SC_SpinBoxDown)) {
        const QRect half(rect.right() - chevronRoom + 1, rect.top() + 1, chevronRoom - 2, rect.height() / 2 - 1);
        return visualRect(option->direction, rect, sub == SC_SpinBoxUp ? half : half.translated(0, half.height()));
    }
    if (control == CC_ScrollBar && (sub == SC_ScrollBarAddLine || sub == SC_ScrollBarSubLine))
        return {};
    if (control == CC_ScrollBar) {
        QStyleOptionSlider bar(*qstyleoption_cast<const QStyleOptionSlider *>(option));
        const bool isVertical = bar.orientation == Qt::Vertical;
        const int length = isVertical ? rect.height() : rect.width();
        const qint64 range = qint64(bar.maximum) - bar.minimum;
        const int thumb = range <= 0
            ? length
            : qBound(qMin(thumbLeast, length),
                     int(qint64(bar.pageStep) * length / qMax<qint64>(1, range + bar.pageStep)), length);
        const int start
            = sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - thumb, bar.upsideDown);
        const auto span = [&](int from, int size) {
            return isVertical ? QRect(rect.left(), rect.top() + from, rect.width(), size)
                              : QRect(rect.left() + from, rect.top(), size, rect.height());
        };
        switch (sub) {
        case SC_ScrollBarSlider: return span(start, thumb);
        case SC_ScrollBarSubPage: return span(0, start);
        case SC_ScrollBarAddPage: return span(start + thumb, length - start - thumb);
        case SC_ScrollBarGroove: return rect;
        default: break;
        }
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect TriptychStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect &rect = option->rect;
    switch (element) {
    case SE_LineEditContents: {
        const auto *line = qobject_cast<const QLineEdit *>(widget);
        return line && !line->hasFrame() ? rect
                                         : rect.adjusted(fieldPadding - 2, 1, 2 - fieldPadding, -1); // it adds 2 itself
    }
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents: return QRect(rect.left(), rect.center().y() - 1, rect.width(), 4);
    case SE_PushButtonContents:
    case SE_PushButtonBevel: return rect;
    default: return QProxyStyle::subElementRect(element, option, widget);
    }
}

} // namespace triptych
