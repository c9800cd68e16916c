// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/answer/AnswerCursor.h"
#include "ui/lanes/answer/AnswerTarget.h"
#include "ui/lanes/answer/MarkdownJob.h"
#include "ui/lanes/answer/SourceLines.h"

#include <QAbstractScrollArea>
#include <QUrl>
#include <optional>

class QMenu;

namespace triptych {

class FollowButton;
class Theme;

/// Shows one answer as its source or rendered, and never waits for either: parsing runs on a worker, layout in slices,
/// only what is in sight is painted. Copying gives source. It follows the end until the person scrolls. Opens nothing
/// by itself: no link, no file, no network.
class AnswerView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Mode : quint8 { Source, Rendered };
    /// Prose: dim, in the interface's font, for reasoning. Verbatim: the same, with every mark of the source.
    enum class Look : quint8 { Answer, Prose, Verbatim };

    AnswerView(const Theme &theme, Look look, QWidget *parent = nullptr);
    ~AnswerView() override;

    const QString &source() const { return m_source; }
    void setSource(const QString &source);
    void append(const QString &text);
    void clear() { setSource({}); }

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool isRenderedShown() const { return m_isRenderedShown; } ///< The parser has delivered.
    void setWriting(bool isWriting); ///< A block caret stands at the end.
    /// The answer is code without a fence; `language` names it.
    void setBareCode(bool isBare, const QString &language);

    bool isFollowing() const { return m_isFollowing; }
    void follow();
    QString selectedSource() const;
    /// What can be pressed in the rendered answer, from top to bottom; for who has no pointer.
    std::vector<AnswerTarget> targets() const;
    void press(const AnswerTarget &target);
    QRect boxOf(const AnswerTarget &target); ///< In the viewport.
    int revision() const { return m_revision; } ///< Another one whenever what is shown changed.
    int contentHeight() const; ///< With padding; changes as layout goes on.
    const AnswerFlow &flow() const { return m_flow; }
    bool isLaidOut() const { return m_flow.isMeasured(); }
    static constexpr int textMeasure = 720;
    bool hasCode() const { return codeAtHand() >= 0; }
    /// The block with the caret; otherwise the first in sight, otherwise the first of all. Says that it did.
    void copyCode();

public Q_SLOTS:
    void copy() const; ///< The selection, as source. The Edit menu looks for slots of these names.
    void selectAll();

Q_SIGNALS:
    void linkActivated(const QUrl &url);
    void contentHeightChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void restyle();
    void showSource();
    void requestRendered();
    void showDocument(const MarkdownDocument &document);
    void contentChanged();
    void scheduleSlices();
    void updateScrollRange();
    void keepAnchor(int source);
    int anchorSource() const;
    void personScrolled();
    QPointF toContent(QPointF viewportPoint) const;
    TextSpot spotAt(QPointF point, AnswerFlow::Hit *hit = nullptr);
    void extendTo(const TextSpot &spot);
    bool moveCaret(QKeyEvent *event);
    void ensureVisible(const TextSpot &spot);
    SourceRange selection() const;
    void copyBlock(int block) const;
    int codeAtHand() const;
    std::pair<int, int> blocksInSight() const;
    std::vector<AnswerTarget> linksAtHand() const;
    void addTargetsTo(QMenu &menu, int code, const std::vector<AnswerTarget> &links);
    QUrl urlOf(int link) const;
    QUrl linkAt(QPointF point);
    void layOutFollow();

    const Theme &m_theme;
    const Look m_look;
    QString m_source;
    Mode m_mode = Mode::Source;
    bool m_isRenderedShown = false;
    bool m_isWriting = false;
    bool m_isBareCode = false;
    QString m_bareLanguage;
    bool m_isFollowing = true;
    bool m_isAdjusting = false; ///< The scroll bar is moved by us.
    AnswerFlow m_flow;
    AnswerCursor m_cursor {m_flow};
    SourceLines m_lines {m_look == Look::Prose};
    MarkdownJob m_job {[this] { return QStringView(m_source); }};
    QStringList m_links;
    QBasicTimer m_slices;
    FollowButton *m_follow = nullptr;
    SourceRange m_anchor, m_caret; ///< Source around the two ends of the selection.
    std::optional<QPointF> m_pressedAt;
    int m_pressedBlock = -1;
    bool m_isDraggingBar = false;
    qreal m_reportedHeight = -1;
    int m_revision = 0;
};

} // namespace triptych
