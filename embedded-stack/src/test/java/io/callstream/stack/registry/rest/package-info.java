/** Tests of the registry's HTTP rules. */
@NullMarked
package io.callstream.stack.registry.rest;

import org.jspecify.annotations.NullMarked;
