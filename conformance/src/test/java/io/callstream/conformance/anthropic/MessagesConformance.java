package io.callstream.conformance.anthropic;

import io.callstream.conformance.judged.Ratchet;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Runs the class once for every place where the Messages API is spoken, under the ratchet. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(autoCloseArguments = false) // the store closes them, at the end of the run
@ArgumentsSource(Places.class)
@ExtendWith(Ratchet.class)
@interface MessagesConformance {}
