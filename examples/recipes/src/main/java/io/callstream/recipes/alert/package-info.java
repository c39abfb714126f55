/** Each failure that somebody should look at becomes a message to a chat's webhook. */
@NullMarked
package io.callstream.recipes.alert;

import org.jspecify.annotations.NullMarked;
