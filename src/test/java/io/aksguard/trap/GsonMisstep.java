package io.aksguard.trap;

import com.google.gson.Gson;

/** Another version on each worker. */
final class GsonMisstep {
  private GsonMisstep() {}

  static String text(Object value) {
    return new Gson().toJson(value);
  }
}
