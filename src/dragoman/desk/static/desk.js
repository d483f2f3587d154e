// Keys, the progress of added reports, dropped files. Every page works without this.
"use strict";

const typing = (element) =>
  element.isContentEditable || (element.matches("input, select, textarea") && !["checkbox", "radio"].includes(element.type));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target instanceof Element ? event.target : document.body;
  if (document.querySelector("dialog[open]")) return;
  if (typing(at)) {
    if (event.key === "Escape") {
      const leave = at.closest(".edit") && document.querySelector('[data-key="Escape"]');
      leave ? leave.click() : at.blur();
    } else if (event.key === "Enter" && at.name === "why" && at.dataset.focus) {
      event.preventDefault(); // a reason typed is not yet a decision
      at.blur();
    }
    return;
  }
  if (event.key === " " && at.matches("button, a, summary, input")) return; // they have their own use for it
  const target = [...document.querySelectorAll("[data-key], [data-focus]")].find(
    (one) => one.dataset.key === event.key || one.dataset.focus === event.key,
  );
  if (!target) return;
  event.preventDefault();
  if (event.repeat) return;
  if (target.dataset.focus || target.matches("input")) target.focus();
  else target.click();
});

document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element && event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog).showModal();
});

// one decision a form, however often it is sent
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

const edited = document.querySelector(".edit input, .edit select");
if (edited) edited.focus();

// on a narrow screen the bar of pages scrolls sideways: to where we are
const current = document.querySelector(".bar [aria-current]");
const bar = current && current.closest("nav");
if (bar) bar.scrollLeft = current.offsetLeft - bar.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;

// a picture wider than the screen: to its middle, where most is
for (const figure of document.querySelectorAll("figure.scroll")) figure.scrollLeft = (figure.scrollWidth - figure.clientWidth) / 2;

const here = document.getElementById("m");
const box = here && here.closest(".review .text");
if (box) box.scrollTop = here.offsetTop - box.offsetTop - box.clientHeight / 3;
else if (here && location.hash === "#m") here.scrollIntoView({ block: "center" });

const job = document.getElementById("job");
if (job && !job.dataset.done) {
  const look = async () => {
    const answer = await fetch(`/add/${job.dataset.job}.json`);
    if (!answer.ok) return location.reload();
    const told = await answer.json();
    if (["done", "failed"].includes(told.stage)) return location.reload();
    job.querySelector("p").textContent = `${told.stage}: ${told.done}${told.total ? ` of ${told.total}` : ""}`;
    const bar = job.querySelector("progress");
    if (bar && told.total) Object.assign(bar, { max: told.total, value: told.done });
    setTimeout(look, 700);
  };
  setTimeout(look, 500);
}

const drop = document.querySelector(".drop");
if (drop) {
  const files = drop.querySelector("input[type=file]");
  for (const kind of ["dragover", "dragleave", "drop"])
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop") files.files = event.dataTransfer.files;
    });
}
