-- Browsing without a region: the popular first, over all homes.
create index search_texts_everywhere on catalog.search_texts (popular desc, id);
