package io.callstream.gateway.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which key of the configuration a component is read from and what the key does; the reference is made of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The key with its parents. */
    String key();

    /** One sentence for the reference. */
    String says();
}
