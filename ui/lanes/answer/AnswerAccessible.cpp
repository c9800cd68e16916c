// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerAccessible.h"

#include "ui/lanes/answer/AnswerView.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

namespace triptych {

namespace {

/// The copy button of a code block, or a link: painted only, so it has no widget to speak for it.
class TargetAccessible final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    TargetAccessible(AnswerView *view, AnswerTarget target) : m_view(view), m_target(std::move(target)) {}

    bool isValid() const override { return m_view; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view.data()); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override {}
    QString text(QAccessible::Text kind) const override { return kind == QAccessible::Name ? name() : QString(); }
    QRect rect() const override
    {
        const QRect box = m_view ? m_view->boxOf(m_target) : QRect();
        return m_view ? QRect(m_view->viewport()->mapToGlobal(box.topLeft()), box.size()) : box;
    }
    QAccessible::Role role() const override
    {
        return m_target.kind == AnswerTarget::Link ? QAccessible::Link : QAccessible::Button;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.linked = m_target.kind == AnswerTarget::Link;
        state.offscreen = m_view && !m_view->viewport()->rect().intersects(m_view->boxOf(m_target));
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &action) override
    {
        if (m_view && action == pressAction())
            m_view->press(m_target);
    }

private:
    QString name() const
    {
        if (m_target.kind == AnswerTarget::Link)
            return m_target.text;
        return m_target.text.isEmpty() ? AnswerView::tr("Copy this code")
                                       : AnswerView::tr("Copy this code (%1)").arg(m_target.text);
    }

    QPointer<AnswerView> m_view;
    AnswerTarget m_target;
};

class AnswerAccessible final : public QAccessibleWidget
{
public:
    explicit AnswerAccessible(AnswerView *view) : QAccessibleWidget(view, QAccessible::Document, view->accessibleName())
    {}
    ~AnswerAccessible() override { forgetTargets(); }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return view()->source();
        return QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }

    /// After the widgets in it come the things to press.
    int childCount() const override
    {
        readTargets();
        return QAccessibleWidget::childCount() + int(m_targets.size());
    }
    QAccessibleInterface *child(int index) const override
    {
        const int widgets = QAccessibleWidget::childCount();
        if (index < widgets)
            return QAccessibleWidget::child(index);
        readTargets();
        const auto at = std::size_t(index - widgets);
        return at < m_targets.size() ? QAccessible::accessibleInterface(m_targets[at]) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (std::size_t i = 0; i < m_targets.size(); ++i) {
            if (QAccessible::accessibleInterface(m_targets[i]) == child)
                return QAccessibleWidget::childCount() + int(i);
        }
        return QAccessibleWidget::indexOfChild(child);
    }

private:
    AnswerView *view() const { return static_cast<AnswerView *>(widget()); }

    void readTargets() const
    {
        if (m_revision == view()->revision())
            return;
        m_revision = view()->revision();
        std::vector<AnswerTarget> targets = view()->targets();
        if (targets == m_known)
            return;
        forgetTargets();
        for (const AnswerTarget &target : targets)
            m_targets.push_back(QAccessible::registerAccessibleInterface(new TargetAccessible(view(), target)));
        m_known = std::move(targets);
    }

    void forgetTargets() const
    {
        for (const QAccessible::Id id : m_targets)
            QAccessible::deleteAccessibleInterface(id);
        m_targets.clear();
    }

    mutable int m_revision = -1;
    mutable std::vector<AnswerTarget> m_known;
    mutable std::vector<QAccessible::Id> m_targets;
};

QAccessibleInterface *makeAnswerAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<AnswerView *>(object);
    return view ? new AnswerAccessible(view) : nullptr;
}

} // namespace

void installAnswerAccessibility()
{
    static const bool isInstalled = (QAccessible::installFactory(makeAnswerAccessible), true);
    Q_UNUSED(isInstalled)
}

} // namespace triptych
