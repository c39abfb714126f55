package io.callstream.gateway.usage;

import io.callstream.gateway.config.CustomPrice;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.PricesConfig;
import io.callstream.gateway.json.InvalidJsonException;
import io.callstream.gateway.json.Slice;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows what calls cost. A deployment's own price comes first, then that of the model the provider says it used, then
 * that of the model it was asked for; a price file's models replace the shipped ones. Safe for all threads.
 */
public final class Pricing {
    private static final String SHIPPED = "prices.json";
    private static final String CUSTOM_VERSION = "config";
    private static final String OPENAI = "openai";
    private static final int DATE_LENGTH = "-2025-01-31".length();

    private final Map<String, Price> models;
    /** By the deployment's id. */
    private final Map<String, Price> custom;

    private Pricing(Map<String, Price> models, Map<String, Price> custom) {
        this.models = Map.copyOf(models);
        this.custom = Map.copyOf(custom);
    }

    /**
     * Loads the shipped prices, the configured file and the deployments' own.
     *
     * @throws SettingsException if the file cannot be read or is no price map
     */
    public static Pricing load(PricesConfig config, List<Deployment> deployments) {
        Map<String, Price> models = new HashMap<>(shipped());
        config.file().ifPresent(file -> models.putAll(file(file)));
        Map<String, Price> custom = new HashMap<>();
        for (Deployment deployment : deployments) {
            deployment.price().ifPresent(price -> custom.put(deployment.id(), custom(price)));
        }
        return new Pricing(models, custom);
    }

    /**
     * What a call cost.
     *
     * @param responseModel name the provider reported, which may say more than the one it was asked for
     * @return null when no price is known
     */
    public @Nullable Cost cost(Deployment deployment, @Nullable String responseModel, @Nullable Usage usage) {
        if (usage == null) {
            return null;
        }
        Price price = custom.get(deployment.id());
        if (price == null && responseModel != null) {
            price = model(deployment.provider(), responseModel);
        }
        if (price == null) {
            price = model(deployment.provider(), deployment.model());
        }
        return price == null ? null : price.of(usage);
    }

    /** Price maps name OpenAI's models alone and those of others after their provider. */
    private @Nullable Price model(String provider, String model) {
        String name = provider.equals(OPENAI) ? model : provider + "/" + model;
        Price price = models.get(name);
        return price == null && isDated(name) ? models.get(name.substring(0, name.length() - DATE_LENGTH)) : price;
    }

    /** Whether a name ends like {@code -2024-08-06}: a snapshot costs what its model costs, unless it is listed. */
    private static boolean isDated(String name) {
        int start = name.length() - DATE_LENGTH;
        if (start <= 0) {
            return false;
        }
        for (int i = 0; i < DATE_LENGTH; i++) {
            char c = name.charAt(start + i);
            boolean dash = i == 0 || i == 5 || i == 8;
            if (dash ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
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

    private static Price custom(CustomPrice price) {
        long input = PriceFormat.picoOfDollars(price.input());
        long output = PriceFormat.picoOfDollars(price.output());
        Rates.Special special = new Rates.Special(
                orElse(price.cacheRead(), input), orElse(price.cacheCreation(), input), output, input, output);
        return new Price(new Rates(input, output, special), null, CUSTOM_VERSION);
    }

    private static long orElse(@Nullable BigDecimal price, long fallback) {
        return price == null ? fallback : PriceFormat.picoOfDollars(price);
    }
}
