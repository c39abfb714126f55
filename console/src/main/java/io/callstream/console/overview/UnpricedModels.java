package io.callstream.console.overview;

import io.callstream.events.SpendRecord;
import io.callstream.events.WindowRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Models without a known price, which the ledger names: the rows of minutes tell no cost from none that is known, and what costs nothing
 * is not what nobody knows the cost of.
 */
record UnpricedModels(Set<List<String>> models) {
    UnpricedModels {
        models = Set.copyOf(models);
    }

    static UnpricedModels of(Collection<SpendRecord> ledger) {
        return new UnpricedModels(ledger.stream()
                .filter(row -> row.getUnpricedCalls() > 0)
                .map(row -> model(row.getModelGroup(), row.getModel(), row.getProvider()))
                .collect(Collectors.toSet()));
    }

    /** A row with a cost has a price, whatever was before. */
    boolean has(WindowRecord row) {
        return row.getCostNanoUsd() == 0
                && row.getTotalTokens() > 0
                && models.contains(model(row.getModelGroup(), row.getModel(), row.getProvider()));
    }

    private static List<String> model(@Nullable String group, @Nullable String model, @Nullable String provider) {
        return List.of(String.valueOf(group), String.valueOf(model), String.valueOf(provider));
    }
}
