/**
 * Resolves ARM deployment templates without Azure, as far as that goes: a tokenizer and parser for
 * the template language, an evaluator with its function table, and the walk that turns a template
 * into the resources it would deploy. What only a deployment can know becomes a {@link
 * io.aksguard.evidence.Gap}. Must not import anything of this project but the evidence values.
 */
@NullMarked
package io.aksguard.evidence.template;

import org.jspecify.annotations.NullMarked;
