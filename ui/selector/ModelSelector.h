// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/selector/SelectorContent.h"

#include <QWidget>

namespace triptych {

class FilterBar;
class SearchField;
class SelectorFoot;
class SelectorList;
class SelectorModel;
struct SelectorRow;
class Theme;

/// One search over the models of all providers; Enter or a click asks for a lane. Shows what it is given and tells what
/// is wished; only a star takes effect at once. Lives on the GUI thread.
class ModelSelector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ModelSelector)

public:
    /// The theme must outlive it.
    explicit ModelSelector(const Theme &theme, QWidget *parent = nullptr);
    ~ModelSelector() override;

    void setContent(SelectorContent content);
    void setFavourites(const QStringList &favourites);
    void setLastUsed(const QStringList &lastUsed);
    void setLocalStatus(const QString &status); ///< Such as "engine ready".
    void setLaneCounts(const QHash<QString, int> &counts); ///< By provider/model.

    QStringList expandedGroups() const; ///< To be remembered and given back.
    void setExpandedGroups(const QStringList &groups);
    void focusSearch();

    QSize sizeHint() const override { return {280, 560}; }

Q_SIGNALS:
    void laneRequested(const QString &provider, const QString &model);
    void favouriteToggled(const QString &name, bool isFavourite); ///< provider/model
    void addKeyRequested(const QString &provider);
    void addAddressRequested();
    void addProviderRequested(); ///< By the whole form.
    void addModelFileRequested();
    void modelFilesDropped(const QStringList &files);
    void refreshRequested(const QString &provider); ///< Fetch its list of models.

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void layOut();
    void connectParts();
    void applyFilter();
    void showHits();
    void keepCurrentRow();
    void restoreCurrentRow();
    void showFocus();
    void showPlaceholder();
    void showFoot();
    void showDropRing(bool isShown);
    void retranslate();
    void moveIntoList();
    void addCurrent();
    void activate(int row);
    void activateNote(int row);
    void toggleStar(int row);
    void showMenu(int row, const QPoint &global);

    const Theme &m_theme;
    SelectorModel *m_model = nullptr;
    SearchField *m_search = nullptr;
    FilterBar *m_filter = nullptr;
    SelectorList *m_list = nullptr;
    SelectorFoot *m_foot = nullptr;
    QWidget *m_dropRing = nullptr;
    std::pair<QString, QString> m_kept; ///< Name and group of the current row while the rows are made anew.
};

} // namespace triptych
