/** Forms of a page that has stood open or was kept hold an old token against forgery; the cookie has the one that counts. */
export function freshTokens() {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (token) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
}
