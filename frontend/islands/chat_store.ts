/**
 * Where a frame on another site keeps the visitor's key: its own storage, which browsers keep apart for each site around
 * it. Where they give a frame none, a cookie of that partition, which only this script reads: the house counts no cookie
 * of a frame. Where there is neither, the conversation lasts as long as the page.
 */
export interface Store {
  kept(): string;
  keep(key: string): void;
}

const KEPT_FOR = 30 * 24 * 3600; // seconds

export function store(name: string, site: string): Store {
  const place = `${name}:${site}`;
  try {
    const storage = window.localStorage;
    storage.getItem(place); // some browsers refuse only now
    return {
      kept: () => storage.getItem(place) ?? "",
      keep: (key) => (key ? storage.setItem(place, key) : storage.removeItem(place)),
    };
  } catch {
    return cookie(name);
  }
}

function cookie(name: string): Store {
  return {
    kept: () => {
      const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
      return found ? found.slice(name.length + 1) : "";
    },
    keep: (key) => {
      const life = key ? KEPT_FOR : 0;
      document.cookie = `${name}=${key}; Path=/embed/; Max-Age=${life}; Secure; SameSite=None; Partitioned`;
    },
  };
}
