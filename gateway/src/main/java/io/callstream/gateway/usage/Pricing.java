package io.callstream.gateway.usage;

import io.callstream.gateway.config.CostChanges;
import io.callstream.gateway.config.CustomPrice;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.Slice;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows what calls cost: a deployment's own price, else that of its {@code base_model}, else that of the model that was
 * asked for, else that of the model the provider says it used. A price file's models replace the shipped ones. What has
 * no price has no cost, which is not the same as costing nothing. Safe for all threads.
 */
public final class Pricing {
    private static final String SHIPPED = "prices.json";
    private static final String CUSTOM_VERSION = "config";
    private static final int DATE_LENGTH = "-2025-01-31".length();

    private final Map<String, Price> models;
    /** By the deployment's id: its own prices, and those of its base model. */
    private final Map<String, Price> custom;

    private final CostChanges changes;

    private Pricing(Map<String, Price> models, Map<String, Price> custom, CostChanges changes) {
        this.models = Map.copyOf(models);
        this.custom = Map.copyOf(custom);
        this.changes = changes;
    }

    /**
     * Loads the shipped prices, the configured file and the deployments' own.
     *
     * @throws SettingsException if the file cannot be read or is no price map
     */
    public static Pricing load(PricesConfig config, List<Deployment> deployments) {
        Map<String, Price> models = new HashMap<>(Shipped.PRICES);
        config.file().ifPresent(file -> models.putAll(file(file)));
        return new Pricing(models, custom(deployments, models), config.changes());
    }

    private static Map<String, Price> custom(List<Deployment> deployments, Map<String, Price> models) {
        Map<String, Price> custom = new HashMap<>();
        for (Deployment deployment : deployments) {
            deployment
                    .price()
                    .map(price -> own(price, deployment, models))
                    .ifPresent(own -> custom.put(deployment.id(), own));
        }
        return custom;
    }

    /**
     * What a call cost.
     *
     * @return null when no price is known
     */
    public @Nullable Cost cost(AskedModel asked, Answered answered, @Nullable Usage usage) {
        return cost(PricedModel.of(asked), answered, usage);
    }

    /** As {@link #cost}, of a call of the past, whose deployment may be there no longer. */
    public @Nullable Cost cost(PricedModel asked, Answered answered, @Nullable Usage usage) {
        if (usage == null) {
            return null;
        }
        Price price = price(asked, answered.model());
        return price == null ? null : changed(price.of(usage, answered), asked);
    }

    /**
     * What a call cost that is paid by images, seconds, characters or queries.
     *
     * @return null when no such price is known
     */
    public @Nullable Cost cost(AskedModel asked, Units used) {
        PricedModel priced = PricedModel.of(asked);
        Price own = custom.get(priced.deploymentId());
        Cost cost = own == null ? null : own.of(used);
        for (String each : used.names(priced.name())) {
            Price price = cost == null ? model(priced.provider(), each) : null;
            cost = price == null ? cost : price.of(used);
        }
        return changed(cost, priced);
    }

    private @Nullable Cost changed(@Nullable Cost cost, PricedModel priced) {
        return cost == null || changes.none() ? cost : cost.changed(changes.of(priced.provider(), priced.name()));
    }

    /**
     * What a prompt token and a completion token of a deployment cost together, in 10^-12 US dollars, by its model's
     * configured name; infinite when no price is known.
     */
    public double perToken(Deployment deployment) {
        Price price = price(PricedModel.of(new AskedModel(deployment, deployment.model())), null);
        return price == null || !price.tokens()
                ? Double.POSITIVE_INFINITY
                : (double) price.rates().input() + price.rates().output();
    }

    /** What a prompt token and a completion token of a deployment cost, in US dollars, by its configured name; empty when no price is known. */
    public Optional<TokenPrice> tokenPrice(Deployment deployment) {
        Price price = price(PricedModel.of(new AskedModel(deployment, deployment.model())), null);
        return Optional.ofNullable(price)
                .filter(Price::tokens)
                .map(known ->
                        TokenPrice.ofPico(known.rates().input(), known.rates().output()));
    }

    private @Nullable Price price(PricedModel asked, @Nullable String responseModel) {
        Price price = custom.get(asked.deploymentId());
        String provider = asked.provider();
        if (price == null && responseModel != null && isSnapshot(responseModel, asked.name())) {
            price = models.get(PriceNames.of(provider, responseModel));
        }
        if (price == null) {
            price = model(provider, asked.name());
        }
        return price == null && responseModel != null ? model(provider, responseModel) : price;
    }

    private @Nullable Price model(String provider, String model) {
        return found(models, provider, model);
    }

    private static @Nullable Price found(Map<String, Price> models, String provider, String model) {
        for (String name : PriceNames.all(provider, model)) {
            Price price = named(models, name);
            if (price != null) {
                return price;
            }
        }
        return null;
    }

    private static @Nullable Price named(Map<String, Price> models, String name) {
        Price price = models.get(name);
        return price == null && isDated(name) ? models.get(name.substring(0, name.length() - DATE_LENGTH)) : price;
    }

    private static boolean isSnapshot(String model, String asked) {
        return model.length() == asked.length() + DATE_LENGTH && model.startsWith(asked) && isDated(model);
    }

    /** Whether a name ends like {@code -2024-08-06}: a snapshot costs what its model costs, unless it is listed. */
    private static boolean isDated(String name) {
        int start = name.length() - DATE_LENGTH;
        if (start <= 0) {
            return false;
        }
        for (int i = 0; i < DATE_LENGTH; i++) {
            if (!fitsDate(i, name.charAt(start + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsDate(int place, char c) {
        boolean dash = place == 0 || place == 5 || place == 8;
        return dash ? c == '-' : c >= '0' && c <= '9';
    }

    private static Map<String, Price> shipped() {
        try (InputStream table = Pricing.class.getResourceAsStream(SHIPPED)) {
            if (table == null) {
                throw new IllegalStateException("the build left out " + SHIPPED);
            }
            return PriceMapReader.ours(Slice.of(table.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped prices cannot be read", e);
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("the shipped prices are malformed", e);
        }
    }

    private static Map<String, Price> file(Path file) {
        try {
            String day = Files.getLastModifiedTime(file).toString().substring(0, DATE_LENGTH - 1);
            return PriceMapReader.litellm(Slice.of(Files.readAllBytes(file)), file.getFileName() + " of " + day);
        } catch (IOException e) {
            throw new SettingsException("callstream.prices.file: " + file + " cannot be read: " + e);
        } catch (InvalidJsonException e) {
            throw new SettingsException("callstream.prices.file: " + file + " is no price map: " + e.getMessage());
        }
    }

    /** What the configuration says of a deployment; null when it names a model that has no price. */
    private static @Nullable Price own(CustomPrice configured, Deployment deployment, Map<String, Price> models) {
        Price own = PriceFormat.LITELLM.price(configured.perToken(), CUSTOM_VERSION);
        String base = configured.baseModel();
        if (own != null || base == null) {
            return own;
        }
        Price named = named(models, base);
        return named == null ? found(models, deployment.provider(), base) : named;
    }

    /** Read once, when it is first asked for: a reload changes nothing in it. */
    private static final class Shipped {
        private static final Map<String, Price> PRICES = shipped();
    }
}
