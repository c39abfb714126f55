package io.callstream.hook;

import java.util.Map;

/**
 * Makes hooks. Found by {@link java.util.ServiceLoader} in the jars of the folder {@code plugins}, which is why it needs a
 * public constructor without arguments and a line in {@code META-INF/services/io.callstream.hook.RequestHookFactory}.
 */
public interface RequestHookFactory {
    /** What the configuration calls its hooks by: {@code callstream.hooks[].name}. */
    String name();

    /**
     * Makes a hook, once for each item of the configuration that names this factory. Called while the gateway starts.
     *
     * @param settings what stands under {@code settings}: texts, booleans, numbers, lists and maps; unmodifiable
     * @throws IllegalArgumentException if they are wrong: the start is refused with its message, which names the key
     */
    RequestHook create(Map<String, Object> settings);
}
