package io.callstream.sink.runtime.catalogue;

import io.callstream.settings.SettingsException;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.SinkFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every sink that can be started, by its name. */
public final class SinkCatalogue {
    private final List<SinkFactory<?>> factories;

    private SinkCatalogue(List<SinkFactory<?>> factories) {
        this.factories = factories;
    }

    /**
     * @param loader sees the sinks' jars; {@link PluginFolder} makes one for jars outside the class path
     * @throws SettingsException if one of them cannot be loaded, such as a plug-in that was made for another version
     */
    public static SinkCatalogue of(ClassLoader loader) {
        return of(loader, List.of());
    }

    /**
     * As {@link #of(ClassLoader)}, with what others bring beside it.
     *
     * @param apart each adds the sinks that it loads itself, not those of its parent
     */
    public static SinkCatalogue of(ClassLoader loader, List<ClassLoader> apart) {
        List<SinkFactory<?>> factories = new ArrayList<>(load(loader, provider -> true));
        for (ClassLoader own : apart) {
            factories.addAll(load(own, provider -> provider.type().getClassLoader() == own));
        }
        return new SinkCatalogue(List.copyOf(factories));
    }

    @SuppressWarnings("rawtypes") // The service is the raw type.
    private static List<SinkFactory<?>> load(
            ClassLoader loader, Predicate<ServiceLoader.Provider<SinkFactory>> wanted) {
        try {
            return ServiceLoader.load(SinkFactory.class, loader).stream()
                    .filter(wanted)
                    .<SinkFactory<?>>map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new SettingsException(
                    "a sink's jar cannot be loaded; build it again for this version, or remove it from"
                            + " the plug-in folder: " + e);
        }
    }

    /** The names in alphabetical order. */
    public List<String> names() {
        return factories.stream().map(SinkFactory::name).sorted().distinct().toList();
    }

    /** The names of those that take alerts, too, in alphabetical order. */
    public List<String> takeAlerts() {
        return factories.stream()
                .filter(factory -> factory instanceof AlertSinkFactory<?>)
                .map(SinkFactory::name)
                .sorted()
                .distinct()
                .toList();
    }

    /** @throws SettingsException if there is no sink of that name, or more than one */
    public SinkFactory<?> find(String name) {
        List<SinkFactory<?>> found = factories.stream()
                .filter(factory -> factory.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new SettingsException(
                    "there is no sink '" + name + "' (there are: " + String.join(", ", names()) + ")");
        }
        if (found.size() > 1) {
            throw new SettingsException("there is more than one sink '" + name + "': "
                    + found.stream()
                            .map(factory -> factory.getClass().getName())
                            .sorted()
                            .collect(Collectors.joining(" and "))
                    + "; remove one of them");
        }
        return found.get(0);
    }
}
