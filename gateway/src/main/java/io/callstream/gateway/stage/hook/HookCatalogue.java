package io.callstream.gateway.stage.hook;

import io.callstream.hook.RequestHookFactory;
import io.callstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** Every kind of request hook that can be made, by its name. */
public final class HookCatalogue implements AutoCloseable {
    public static final HookCatalogue EMPTY = new HookCatalogue(List.of(), () -> {});

    private final List<RequestHookFactory> factories;
    private final Runnable release;

    private HookCatalogue(List<RequestHookFactory> factories, Runnable release) {
        this.factories = factories;
        this.release = release;
    }

    public static HookCatalogue of(RequestHookFactory... factories) {
        return new HookCatalogue(List.of(factories), () -> {});
    }

    /** The same; {@code more} gives back what they were loaded from. */
    public HookCatalogue releasing(Runnable more) {
        return new HookCatalogue(factories, more);
    }

    /**
     * What is found in jars.
     *
     * @param loader sees the jars of the folder of plug-ins
     * @param apart each adds what it loads itself, not what its parent does
     * @throws SettingsException if one of them cannot be loaded, such as a plug-in that was made for another version
     */
    public static HookCatalogue of(ClassLoader loader, List<ClassLoader> apart) {
        List<RequestHookFactory> all = new ArrayList<>(load(loader, provider -> true));
        for (ClassLoader own : apart) {
            all.addAll(load(own, provider -> provider.type().getClassLoader() == own));
        }
        return new HookCatalogue(List.copyOf(all), () -> {});
    }

    private static List<RequestHookFactory> load(
            ClassLoader loader, Predicate<ServiceLoader.Provider<RequestHookFactory>> wanted) {
        try {
            return ServiceLoader.load(RequestHookFactory.class, loader).stream()
                    .filter(wanted)
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new SettingsException(
                    "a request hook's jar cannot be loaded; build it again for this version, or remove it from"
                            + " the plug-in folder: " + e);
        }
    }

    /** @throws SettingsException if there is none of that name, or more than one */
    RequestHookFactory find(String name) {
        List<RequestHookFactory> found = factories.stream()
                .filter(factory -> factory.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            List<String> names =
                    factories.stream().map(RequestHookFactory::name).sorted().toList();
            throw new SettingsException("callstream.hooks: there is no request hook '" + name + "' "
                    + (names.isEmpty()
                            ? "(no jar in the plug-in folder has any)"
                            : "(there are: " + String.join(", ", names) + ")"));
        }
        if (found.size() > 1) {
            throw new SettingsException("callstream.hooks: there is more than one request hook '" + name
                    + "' in the plug-in folder; remove one of the jars");
        }
        return found.get(0);
    }

    /** To be called when no hook of it is in use any more. */
    @Override
    public void close() {
        release.run();
    }
}
