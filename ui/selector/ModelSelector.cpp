// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/ModelSelector.h"

#include "ui/selector/FilterBar.h"
#include "ui/selector/SearchField.h"
#include "ui/selector/SelectorList.h"
#include "ui/selector/SelectorModel.h"
#include "ui/selector/SelectorStrips.h"
#include "ui/shell/Theme.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>

namespace triptych {

namespace {

using Action = SelectorRow::Action;

QStringList modelFilesIn(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile() && url.path().endsWith(QLatin1String(".gguf"), Qt::CaseInsensitive))
            files.append(url.toLocalFile());
    }
    return files;
}

/// Around the selector while a model file hovers over it.
class DropRing final : public QWidget
{
public:
    DropRing(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
    {
        setObjectName(QStringLiteral("modelDropRing"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.colors().accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), Theme::corner, Theme::corner);
    }

private:
    const Theme &m_theme;
};

} // namespace

ModelSelector::ModelSelector(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_model(new SelectorModel(this)),
      m_search(new SearchField(theme, this)),
      m_filter(new FilterBar(theme, this)),
      m_list(new SelectorList(theme, *m_model, this)),
      m_foot(new SelectorFoot(theme, this)),
      m_dropRing(new DropRing(theme, this))
{
    setObjectName(QStringLiteral("modelSelector"));
    setAcceptDrops(true);
    setMinimumWidth(240);
    setFocusProxy(m_search);
    layOut();
    connectParts();
    retranslate();
}

ModelSelector::~ModelSelector()
{
    // The child that has the focus tells of its loss while it goes, when this is no selector any more.
    m_search->disconnect(this);
    m_list->disconnect(this);
}

void ModelSelector::layOut()
{
    auto *searchMargins = new QVBoxLayout;
    searchMargins->setContentsMargins(16, 12, 16, 8);
    searchMargins->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(searchMargins);
    column->addWidget(m_filter);
    column->addSpacing(4);
    column->addWidget(new SelectorHeads(m_theme, this));
    column->addWidget(m_list, 1);
    column->addWidget(m_foot);
}

void ModelSelector::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, this, &ModelSelector::applyFilter);
    connect(m_search, &SearchField::entered, this, &ModelSelector::addCurrent);
    connect(m_search, &SearchField::movedDown, this, &ModelSelector::moveIntoList);
    connect(m_search, &SearchField::focusChanged, this, &ModelSelector::showFocus);
    connect(m_filter, &FilterBar::changed, this, &ModelSelector::applyFilter);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &ModelSelector::keepCurrentRow);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ModelSelector::restoreCurrentRow);
    connect(m_list, &SelectorList::rowActivated, this, &ModelSelector::activate);
    connect(m_list, &SelectorList::noteActivated, this, &ModelSelector::activateNote);
    connect(m_list, &SelectorList::starPressed, this, &ModelSelector::toggleStar);
    connect(m_list, &SelectorList::menuRequested, this, &ModelSelector::showMenu);
    connect(m_list, &SelectorList::focusChanged, this, &ModelSelector::showFocus);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelSelector::showFoot);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ModelSelector::showFoot);
    connect(m_list, &SelectorList::leftAtTop, this, &ModelSelector::focusSearch);
    connect(&m_theme, &Theme::changed, this, [this] { update(); });
}

void ModelSelector::setContent(SelectorContent content)
{
    m_filter->setProviders(content.providers);
    m_foot->setPricesDate(content.pricesDate);
    m_model->setContent(std::move(content));
    showHits();
    showPlaceholder();
}

void ModelSelector::setFavourites(const QStringList &favourites)
{
    m_model->setFavourites(favourites);
}

void ModelSelector::setLastUsed(const QStringList &lastUsed)
{
    m_model->setLastUsed(lastUsed);
}

void ModelSelector::setLocalStatus(const QString &status)
{
    m_model->setLocalStatus(status);
}

void ModelSelector::setLaneCounts(const QHash<QString, int> &counts)
{
    m_model->setLaneCounts(counts);
}

QStringList ModelSelector::expandedGroups() const
{
    QStringList groups = m_model->expandedGroups().values();
    groups.sort();
    return groups;
}

void ModelSelector::setExpandedGroups(const QStringList &groups)
{
    m_model->setExpandedGroups({groups.begin(), groups.end()});
}

void ModelSelector::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ModelSelector::applyFilter()
{
    SelectorFilter filter;
    m_filter->apply(filter);
    filter.text = m_search->text();
    m_model->setFilter(filter);
    showHits();
}

void ModelSelector::showHits()
{
    const bool isFiltered = m_model->filter() != SelectorFilter {};
    m_search->setHits(isFiltered ? std::optional(m_model->hits()) : std::nullopt);
}

void ModelSelector::keepCurrentRow()
{
    const QModelIndex current = m_list->currentIndex();
    m_kept = {};
    if (current.isValid()) {
        const SelectorRow &row = m_model->row(current.row());
        m_kept = {row.name, row.group};
    }
}

void ModelSelector::restoreCurrentRow()
{
    // A search begins at its best hit; anything else leaves the person where they were.
    const bool isSearch = m_model->filter().isSearch();
    m_list->setCurrentRow(isSearch ? m_model->firstModelRow() : m_model->rowOf(m_kept.first, m_kept.second));
    showFoot();
}

void ModelSelector::showFocus()
{
    const bool isHere = m_search->hasFocus() || m_list->hasFocus();
    if (isHere && !m_list->currentIndex().isValid())
        m_list->setCurrentRow(m_list->startRow()); // which scrolls nothing away that is about to be clicked
    m_list->setEnterIsHere(isHere);
}

void ModelSelector::showPlaceholder()
{
    m_search->setPlaceholderText(tr("Search %n models", nullptr, m_model->index().modelCount()));
}

/// The foot says what Enter does now.
void ModelSelector::showFoot()
{
    if (m_dropRing->isVisibleTo(this)) {
        m_foot->setHint(tr("Dropping it adds the model"));
        return;
    }
    const int row = m_list->currentIndex().row();
    if (row < 0) {
        m_foot->setHint(tr("Enter or click adds a lane"));
        return;
    }
    const SelectorRow &line = m_model->row(row);
    switch (line.action) {
    case Action::AddLane:
        m_foot->setHint(m_model->index().laneCount(line.name) > 0 ? tr("Enter adds a second lane of it")
                                                                  : tr("Enter adds a lane"));
        return;
    case Action::Toggle:
        m_foot->setHint(line.isExpanded ? tr("Enter closes the group") : tr("Enter opens the group"));
        return;
    case Action::AddKey: m_foot->setHint(tr("Enter adds a key")); return;
    case Action::AddAddress: m_foot->setHint(tr("Enter adds an address")); return;
    case Action::AddFile: m_foot->setHint(tr("Enter chooses a file")); return;
    case Action::FetchList: m_foot->setHint(tr("Enter fetches the list")); return;
    case Action::ClearFilters: m_foot->setHint(tr("Enter shows all models")); return;
    case Action::None: m_foot->setHint({}); return;
    }
}

void ModelSelector::retranslate()
{
    setAccessibleName(tr("Models"));
    m_search->setName(tr("Search the models"));
    showPlaceholder();
    showFoot();
}

void ModelSelector::moveIntoList()
{
    if (m_model->rowCount() == 0)
        return;
    m_list->setFocus(Qt::OtherFocusReason);
    // The best hit is marked already while one types, so Down means the one after it.
    const int next = m_list->currentIndex().row() + 1;
    if (m_model->filter().isSearch() && next > 0 && next < m_model->rowCount())
        m_list->setCurrentRow(next);
}

void ModelSelector::addCurrent()
{
    if (m_list->currentIndex().isValid())
        activate(m_list->currentIndex().row());
}

void ModelSelector::activate(int number)
{
    const SelectorRow row = m_model->row(number);
    switch (row.action) {
    case Action::AddLane: {
        const qsizetype slash = row.name.indexOf(QLatin1Char('/'));
        Q_EMIT laneRequested(row.name.left(slash), row.name.mid(slash + 1));
        return;
    }
    case Action::Toggle: m_model->setExpanded(row.group, !row.isExpanded); return;
    case Action::AddKey: Q_EMIT addKeyRequested(row.group); return;
    case Action::AddAddress: Q_EMIT addAddressRequested(); return;
    case Action::AddFile: Q_EMIT addModelFileRequested(); return;
    case Action::FetchList: Q_EMIT refreshRequested(row.group); return;
    case Action::ClearFilters: m_filter->clear(); return;
    case Action::None: return;
    }
}

void ModelSelector::activateNote(int number)
{
    const SelectorRow row = m_model->row(number);
    if (row.noteAction == Action::AddKey)
        Q_EMIT addKeyRequested(row.group);
    else
        activate(number);
}

void ModelSelector::toggleStar(int number)
{
    const QString name = m_model->row(number).name;
    if (name.isEmpty())
        return;
    QStringList favourites = m_model->index().content().favourites;
    const bool isFavourite = favourites.removeAll(name) == 0;
    if (isFavourite)
        favourites.append(name);
    m_model->setFavourites(favourites);
    Q_EMIT favouriteToggled(name, isFavourite);
}

void ModelSelector::showMenu(int number, const QPoint &global)
{
    const SelectorRow row = m_model->row(number);
    const SelectorProvider *provider
        = m_model->index().provider(row.name.isEmpty() ? row.group : row.name.section(QLatin1Char('/'), 0, 0));
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("modelMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!row.name.isEmpty()) {
        const bool isFavourite = m_model->index().isFavourite(row.name);
        menu->addAction(tr("Add a lane"), this, [this, number] { activate(number); });
        menu->addAction(isFavourite ? tr("Remove from the favourites") : tr("Add to the favourites"), this,
                        [this, number] { toggleStar(number); });
        menu->addAction(tr("Copy the id"), this, [name = row.name] { QGuiApplication::clipboard()->setText(name); });
    }
    if (provider && provider->isLocal)
        menu->addAction(tr("Add a GGUF file"), this, [this] { Q_EMIT addModelFileRequested(); });
    if (provider && !provider->isLocal) {
        menu->addSeparator();
        if (provider->takesKey)
            menu->addAction(provider->signsIn ? tr("Sign in") : tr("Add key"), this,
                            [this, id = provider->id] { Q_EMIT addKeyRequested(id); });
        menu->addAction(tr("Fetch the list of models"), this,
                        [this, id = provider->id] { Q_EMIT refreshRequested(id); });
    }
    if (row.group == selectorGroup::other)
        menu->addAction(tr("Add a provider…"), this, &ModelSelector::addProviderRequested);
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(global);
}

void ModelSelector::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.colors().chrome);
}

void ModelSelector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ModelSelector::dragEnterEvent(QDragEnterEvent *event)
{
    if (modelFilesIn(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    showDropRing(true);
}

void ModelSelector::dragLeaveEvent(QDragLeaveEvent *)
{
    showDropRing(false);
}

void ModelSelector::showDropRing(bool isShown)
{
    m_dropRing->setGeometry(rect());
    m_dropRing->raise();
    m_dropRing->setVisible(isShown);
    showFoot();
}

void ModelSelector::dropEvent(QDropEvent *event)
{
    showDropRing(false);
    const QStringList files = modelFilesIn(*event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT modelFilesDropped(files);
}

} // namespace triptych
